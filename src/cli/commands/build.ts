import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { planBuild } from '../../planner/build-plan.ts';
import { unappliedWarnings } from '../../planner/unapplied-warnings.ts';
import type { CommandContext } from '../context.ts';
import type { ImageSubject } from '../image-command.ts';
import { carryOutImages, findSubject } from '../image-command.ts';
import type { BuildOptions } from './build-command.ts';

/** `selkie build` */
export async function run(given: CommandContext, options: BuildOptions): Promise<number> {
  const { progress = given.globals.progress } = options;
  const context = { ...given, globals: { ...given.globals, progress } };
  refuse(options);
  context.report(ignored(options));
  const withDependencies = options.withDependencies === true;
  const subject = await findSubject(context, options, { withDependencies });
  context.report(buildWarnings(subject));
  const plan = planBuild(subject.project, {
    services: subject.services,
    args: argumentsOf(options.buildArg ?? []),
    isCacheOff: options.withoutCache === true,
    isPullForced: options.pull === true,
    memoryBytes: options.memory,
    push: options.push === true,
  });
  if (plan.operations.length === 0) context.report([diagnose('cli/nothing-to-build', {})]);
  return carryOutImages(context, subject, { title: 'build', plan }, options);
}

function argumentsOf(written: readonly string[]): ReadonlyMap<string, string | null> {
  return new Map(
    written.map((text) => {
      const equals = text.indexOf('=');
      return equals === -1 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

/** Keys of builds that are not applied; the services' others are of no matter here. */
function buildWarnings({ project, services }: ImageSubject): readonly Diagnostic[] {
  const built = [...project.services.values()].filter(({ name }) => services.has(name));
  return unappliedWarnings(project, built).filter(
    (diagnostic) => 'key' in diagnostic.args && diagnostic.args.key.startsWith('build.'),
  );
}

/** Whoever asks for these wants something else than a build, so building would mislead. */
function refuse({ print, check }: BuildOptions): void {
  const problems: Diagnostic[] = [];
  if (print === true) {
    const why = 'what it prints is for a builder that is not used here';
    const instead = '`selkie build --dry-run --format json` shows what would be built';
    problems.push(diagnose('cli/option-refused', { option: '--print', why, instead }));
  }
  if (check === true) {
    const why = 'Podman cannot check a Dockerfile without building it';
    const instead = 'leave it out to build';
    problems.push(diagnose('cli/option-refused', { option: '--check', why, instead }));
  }
  if (problems.length > 0) throw new ToolError(problems);
}

/** Options of other builders. */
function ignored(options: BuildOptions): readonly Diagnostic[] {
  const reasons = [
    ['--ssh', options.ssh, "Podman's API passes no SSH agent or key to a build"],
    ['--builder', options.builder, 'Podman builds by itself'],
    ['--provenance', options.provenance, 'Podman attaches no attestations'],
    ['--sbom', options.sbom, 'Podman attaches no attestations'],
    ['--compress', options.compress, 'the context is only sent compressed where that is quicker'],
    ['--no-rm', options.withoutRm, 'containers of build steps are always removed'],
  ] as const;
  return reasons.flatMap(([option, given, why]) =>
    given === undefined ? [] : [diagnose('cli/option-ignored', { option, why })],
  );
}
