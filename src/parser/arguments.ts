import { resolve } from 'node:path';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Host } from '../host/host.ts';
import { isJsonObject } from '../lib/json.ts';
import type { Mount } from '../model/mount.ts';
import type { PortMapping } from '../model/port.ts';
import { decodeMount } from './decode/mount.ts';
import { decodePort } from './decode/port.ts';
import type { EnvLookup } from './env-file.ts';
import { readEnvFile } from './env-file.ts';
import { longMount } from './normalize/mounts.ts';
import { longPorts } from './normalize/ports.ts';
import { readSource } from './source-file.ts';
import { toJson } from './tree.ts';

/** What the command line takes in the short forms of compose files, or why it cannot. */
export type Argument<T> = T | { readonly problem: string };

/** `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, also with ranges. */
export function portArgument(text: string): Argument<readonly PortMapping[]> {
  const ports = longPorts(text, spanOf(text));
  return 'problem' in ports ? ports : ports.map(toJson).filter(isJsonObject).map(decodePort);
}

/** `[SOURCE:]TARGET[:OPTION,…]`; a relative source is relative to where the command is given. */
export function mountArgument(text: string, host: Pick<Host, 'workingDir' | 'homeDir'>): Argument<Mount> {
  const long = longMount(text, spanOf(text));
  if ('problem' in long) return long;
  const json = toJson(long);
  const mount = decodeMount(isJsonObject(json) ? json : {});
  if (mount.kind !== 'bind') return mount;
  const source = mount.source.replace(/^~(?=\/|$)/, host.homeDir);
  return { ...mount, source: resolve(host.workingDir, source) };
}

/** The variables of an env file that is named on the command line. */
export async function envFileArgument(
  path: string,
  lookup: EnvLookup,
  host: Host,
  signal: AbortSignal,
): Promise<Outcome<ReadonlyMap<string, string>>> {
  const found: Diagnostic[] = [];
  const source = await readSource(host, resolve(host.workingDir, path), found, { byPerson: { signal } });
  const value = source === undefined ? undefined : readEnvFile(source, lookup, found, new Set());
  return {
    value: found.some(({ code }) => code === 'compose/env-file-syntax') ? undefined : value,
    diagnostics: found,
  };
}

function spanOf(text: string): Span {
  return { source: { path: '<argument>', text }, start: 0, end: text.length };
}
