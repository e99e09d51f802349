import { dirname, join, resolve } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Host } from '../host/host.ts';
import { isRemoteFile } from '../host/git/git-address.ts';

/** Names that a compose file is looked for under, best first. */
export const defaultNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const;

const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

/** The files of `COMPOSE_FILE`, absolute; `-` is standard input. */
export function filesFromEnvironment(
  environment: ReadonlyMap<string, string>,
  folder: string,
): readonly string[] {
  const list = environment.get('COMPOSE_FILE');
  if (list === undefined || list === '') return [];
  const separator = environment.get('COMPOSE_PATH_SEPARATOR') ?? ':';
  return absoluteFiles(separator === '' ? [list] : list.split(separator), folder);
}

/** File arguments as absolute paths; `-` and addresses of remote files stay. */
export function absoluteFiles(files: readonly string[], folder: string): readonly string[] {
  return files.map((file) => (file === '-' || isRemoteFile(file) ? file : resolve(folder, file)));
}

/** Looks for a compose file in a folder and upwards, and for its override beside it. */
export async function discover(
  host: Host,
  folder: string,
  found: Diagnostic[],
): Promise<readonly string[] | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const names = await present(host, at, defaultNames);
    const [name] = names;
    if (name !== undefined) {
      if (names.length > 1) {
        found.push(diagnose('compose/several-files', { directory: at, names, used: name }));
      }
      const [override] = await present(host, at, overrideNames);
      return override === undefined ? [join(at, name)] : [join(at, name), join(at, override)];
    }
    if (dirname(at) === at) break;
  }
  found.push(diagnose('compose/no-file', { directory: folder, tried: defaultNames }));
  return undefined;
}

async function present(host: Host, folder: string, names: readonly string[]): Promise<readonly string[]> {
  const stats = await Promise.all(
    names.map((name) => host.files.stat(join(folder, name)).catch(() => undefined)),
  );
  return names.filter((_, index) => {
    const kind = stats[index]?.kind;
    return kind !== undefined && kind !== 'directory';
  });
}
