import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import type { CommandContext } from '../context.ts';
import { tellDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { selectServices } from '../select-services.ts';
import { beginWatching, rulesOf } from '../watch/begin-watching.ts';
import { run as up } from './up.ts';
import type { WatchOptions } from './watch-command.ts';

/** `selkie watch` */
export async function run(context: CommandContext, options: WatchOptions): Promise<number> {
  const { targets } = options;
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const project = await context.loadProject({ services: targets });
  const { selected } = selectServices(project, targets, { withDependencies: true });
  const rules = await rulesOf(context, project, selected);
  const isQuiet = options.quiet === true;
  if (options.withoutUp !== true) {
    const services = new Set(rules.map(({ service }) => service));
    const { globals } = context;
    const own: CommandContext = {
      ...context,
      globals: { ...globals, progress: isQuiet ? 'quiet' : globals.progress },
      loadProject: () => Promise.resolve(builtFirst(project, services)),
    };
    const status = await up(own, {
      targets,
      detach: true,
      ...(isQuiet ? { quietPull: true as const } : {}),
      color: true,
      logPrefix: true,
    });
    if (status !== exitCode.done) return status;
  }
  if (context.globals.isDryRun) return tellRules(context, rules);
  const watching = await beginWatching(context, {
    engine: await connecting,
    project,
    rules,
    command: 'watch',
    say: (line) => context.streams.stderr.write(`${line}\n`),
    prunes: options.prune,
    isQuiet,
    isAmongOutput: false,
  });
  await watching.ended;
  return exitCode.interrupted;
}

/** What is watched is built before it is started, so that the containers begin with the files as they are now. */
function builtFirst(project: Project, watched: ReadonlySet<ServiceName>): Project {
  const services = [...project.services].map(([name, service]) => {
    const isBuilt = service.build !== undefined && watched.has(name);
    return [name, isBuilt ? { ...service, pullPolicy: { kind: 'build' as const } } : service] as const;
  });
  return { ...project, services: new Map(services) };
}

function tellRules(context: CommandContext, rules: readonly WatchRule[]): number {
  for (const { service, path, trigger } of rules) {
    const where = trigger.target === undefined ? '' : ` to ${trigger.target}`;
    tellDryRun(context, `watch ${path} and ${trigger.action}${where} of ${service}`);
  }
  return exitCode.done;
}
