import { isAbsolute, join, resolve } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import { readEnvFile } from './env-file.ts';
import { readSource } from './source-file.ts';
import type { Naming } from './source-file.ts';

/** The process environment, without variables that are unset. */
export function processEnvironment(host: Host): Map<string, string> {
  const environment = new Map<string, string>();
  for (const [name, value] of Object.entries(host.env)) {
    if (value !== undefined) environment.set(name, value);
  }
  if (!environment.has('PWD')) environment.set('PWD', host.workingDir);
  return environment;
}

/** The env files to read: those given, or `COMPOSE_ENV_FILES`, or the folder's `.env` when it has one. Absolute. */
export async function envFilesFor(
  host: Host,
  given: readonly string[],
  environment: ReadonlyMap<string, string>,
  folder: string,
  found: Diagnostic[],
): Promise<{ readonly paths: readonly string[]; readonly areGiven: boolean }> {
  const listed = given.length > 0 ? given : splitList(environment.get('COMPOSE_ENV_FILES'));
  if (listed.length > 0) {
    return { paths: listed.map((path) => absolute(host, path)), areGiven: true };
  }
  if (isOn(disabling, environment.get(disabling), found)) return { paths: [], areGiven: false };
  const path = join(folder, '.env');
  const stat = await host.files.stat(path).catch(() => undefined);
  return { paths: stat?.kind === 'file' ? [path] : [], areGiven: false };
}

function absolute(host: Host, path: string): string {
  const expanded = path.startsWith('~/') ? join(host.homeDir, path.slice(2)) : path;
  return isAbsolute(expanded) ? expanded : resolve(host.workingDir, expanded);
}

/** The items of a comma-separated list; none when it is unset or empty. */
function splitList(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((item) => item !== '');
}

const disabling = 'COMPOSE_DISABLE_ENV_FILE';

/** Whether a variable turns something on. The words are docker compose's; anything else is reported. */
function isOn(name: string, text: string | undefined, found: Diagnostic[]): boolean {
  if (text === undefined || /^(0|f|F|false|False|FALSE)$/.test(text)) return false;
  if (/^(1|t|T|true|True|TRUE)$/.test(text)) return true;
  found.push(diagnose('compose/bad-switch', { name, text }));
  return false;
}

/** What reading env files shares. */
export interface EnvFileReading {
  readonly found: Diagnostic[];
  readonly warned: Set<string>;
  readonly byPerson?: Naming['byPerson'];
}

/** The environment with the variables of env files beneath it: what is set already stays, later files override earlier ones. */
export async function withEnvFiles(
  host: Host,
  environment: ReadonlyMap<string, string>,
  paths: readonly string[],
  { found, warned, byPerson }: EnvFileReading,
): Promise<Map<string, string>> {
  const fromFiles = new Map<string, string>();
  for (const path of paths) {
    const stat = await host.files.stat(path).catch(() => undefined);
    if (stat === undefined) {
      found.push(diagnose('compose/env-file-not-found', { path }));
      continue;
    }
    const source = await readSource(host, path, found, { byPerson });
    if (source === undefined) continue;
    const lookup = (name: string): string | undefined => environment.get(name) ?? fromFiles.get(name);
    for (const [name, value] of readEnvFile(source, lookup, found, warned)) fromFiles.set(name, value);
  }
  return new Map([...fromFiles, ...environment]);
}
