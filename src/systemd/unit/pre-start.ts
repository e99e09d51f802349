import type { ContainerDesign } from '../../planner/container-design.ts';
import { flagsOf } from '../container-flags.ts';
import type { Emission } from '../emission.ts';
import { words } from '../escape.ts';
import { flagText } from '../flags.ts';
import { rootOf } from '../image-name.ts';
import type { Entry } from '../unit-file.ts';

/** `pre_start`: each hook runs to its end in a container of its own, before every start: a unit's container is always new. */
export function preStartEntries({ name }: ContainerDesign, emission: Emission): readonly Entry[] {
  return (emission.preStarts.get(name) ?? []).map((runner) => [
    'ExecStartPre',
    words([
      ...['/usr/bin/podman', 'run', '--rm', '--replace'],
      ...flagsOf(runner, emission)
        .filter((flag) => !['restart', 'rm'].includes(flag.name))
        .map(flagText),
      ...rootOf(runner, emission),
      ...(runner.service.command ?? []),
    ]),
  ]);
}

/** The container of the service that runs the hooks which run once for all, when this is another one. */
export function hookLeader({ service, name }: ContainerDesign, { containers }: Emission): string | undefined {
  if (service.preStart.every(({ isPerReplica }) => isPerReplica)) return undefined;
  const [first] = containers
    .filter((other) => other.service.name === service.name)
    .sort((a, b) => a.replica - b.replica);
  return first === undefined || first.name === name ? undefined : first.name;
}
