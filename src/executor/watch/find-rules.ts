import { posix } from 'node:path';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Files } from '../../host/host.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Mount } from '../../model/mount.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { WatchTrigger } from '../../model/watch.ts';
import { contextFilter, readIgnoreFile } from '../build-ignore.ts';
import { patternProblem } from './patterns.ts';
import type { BuildIgnore, WatchRule } from './watch-rule.ts';
import { relativeTo, watchRule } from './watch-rule.ts';

/** Names of the project's services that say what is to be watched. */
function watchedServices(project: Project): readonly ServiceName[] {
  return [...project.services.values()].filter(({ watch }) => watch.length > 0).map(({ name }) => name);
}

/** The rules of the services. No value: one of them cannot be followed, or there is none. */
export async function findRules(
  project: Project,
  services: ReadonlySet<ServiceName>,
  files: Files,
): Promise<Outcome<readonly WatchRule[]>> {
  const diagnostics: Diagnostic[] = [];
  const rules: WatchRule[] = [];
  for (const service of project.services.values()) {
    const triggers = services.has(service.name) ? service.watch : [];
    if (triggers.length === 0) continue;
    const ignoreFile = await buildIgnoreOf(service, files);
    for (const [index, trigger] of triggers.entries()) {
      const wrong = problemsOf(service, trigger);
      const mount = coveringMount(service, trigger);
      const span = project.origins.find(['services', service.name, 'develop', 'watch', index]);
      diagnostics.push(...wrong.map((found) => (span === undefined ? found : { ...found, span })));
      if (mount !== undefined) {
        const { path, target = '' } = trigger;
        diagnostics.push(diagnose('watch/mounted-already', { service: service.name, path, target }, span));
      } else if (wrong.length === 0) {
        rules.push(watchRule(service.name, trigger, await realPathOf(files, trigger.path), ignoreFile));
      }
    }
  }
  const hasError = diagnostics.some(({ code }) => code !== 'watch/mounted-already');
  if (rules.length === 0 && !hasError) {
    diagnostics.push(diagnose('watch/nothing-to-watch', { services: watchedServices(project) }));
  }
  return { value: hasError || rules.length === 0 ? undefined : rules, diagnostics };
}

function problemsOf({ name: service, build }: Service, trigger: WatchTrigger): readonly Diagnostic[] {
  const { action, exec, include, ignore } = trigger;
  return [
    ...(action === 'rebuild' && build === undefined
      ? [diagnose('watch/rebuild-without-build', { service })]
      : []),
    ...(action === 'sync+exec' && exec.command.length === 0
      ? [diagnose('watch/exec-without-command', { service })]
      : []),
    ...[...include, ...ignore].flatMap((pattern) => {
      const problem = patternProblem(pattern);
      return problem === undefined ? [] : [diagnose('watch/bad-pattern', { service, pattern, problem })];
    }),
  ];
}

/** A mount by which the container sees the very files that would be copied. */
function coveringMount({ mounts }: Service, { action, path, target }: WatchTrigger): Mount | undefined {
  if (action === 'rebuild' || action === 'restart' || target === undefined) return undefined;
  return mounts.find((mount) => {
    const below = mount.kind === 'bind' ? relativeTo(mount.source, path) : undefined;
    return below !== undefined && posix.resolve('/', mount.target, below) === posix.resolve('/', target);
  });
}

/** What the service's build leaves out. All (`*`) is no help here: then images are made of nothing, and files still change. */
async function buildIgnoreOf({ build }: Service, files: Files): Promise<BuildIgnore | undefined> {
  if (build === undefined || !build.context.startsWith('/')) return undefined;
  const found = await readIgnoreFile(files, build.context, build.dockerfile);
  if (found === undefined || found.text.split(/\r?\n/u).some((line) => line.trim() === '*')) return undefined;
  const filter = contextFilter(found.text, found.path, new Set());
  return { folder: await realPathOf(files, build.context), filter };
}

/** The path without links, as far as it is there. */
async function realPathOf(files: Files, path: string): Promise<string> {
  try {
    return await files.realPath(path);
  } catch {
    const folder = posix.dirname(path);
    return folder === path ? path : posix.join(await realPathOf(files, folder), posix.basename(path));
  }
}
