import type { ContainerDesign } from '../planner/container-design.ts';
import { containerSpec, createFlags } from '../podman/spec-generator.ts';
import { isAtLeast } from '../podman/version.ts';
import type { Emission } from './emission.ts';
import type { Flag } from './flags.ts';
import { parseFlag } from './flags.ts';

/** The flags of `podman run` that make the container, as far as the version has them. */
export function flagsOf(design: ContainerDesign, { target }: Emission): readonly Flag[] {
  const { service, place } = design;
  const spec = containerSpec(design, { features: target.features });
  const hasHostsFile = place.kind === 'beside' && isAtLeast(target.version, [5, 3, 0]);
  return [
    ...createFlags(spec)
      .map(parseFlag)
      // Without a driver in the file the engine's own is used: what a container says outlives the container in the journal.
      .filter(({ name }) => name !== 'log-driver' || isSet(service.logging?.driver)),
    ...(hasHostsFile ? [{ name: 'hosts-file', value: 'none' }] : []),
    ...(service.platform === undefined ? [] : [{ name: 'platform', value: service.platform }]),
  ];
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
