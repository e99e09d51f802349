import type { Emission } from '../emission.ts';
import { word } from '../escape.ts';
import type { Entry, Section } from '../unit-file.ts';
import type { QuadletKind } from '../versions.ts';
import { hasKey } from '../versions.ts';

/**
 * A user's units do not wait for the network: Podman's helper for that waits for the system's own target, which nothing may
 * ever reach, and then every start takes 90 seconds.
 */
export function quadletSection({ target }: Emission): Section {
  const isLeftOut = target.scope === 'user' && hasKey('Quadlet', 'DefaultDependencies', target.version);
  return { name: 'Quadlet', entries: isLeftOut ? [['DefaultDependencies', 'false']] : [] };
}

/** Labels, by their key where the version has it. */
export function labelEntries(
  labels: ReadonlyMap<string, string>,
  kind: QuadletKind,
  { target }: Emission,
): readonly Entry[] {
  const isKey = hasKey(kind, 'Label', target.version);
  return [...labels].map(([key, value]) =>
    isKey ? ['Label', word(`${key}=${value}`)] : ['PodmanArgs', word(`--label=${key}=${value}`)],
  );
}
