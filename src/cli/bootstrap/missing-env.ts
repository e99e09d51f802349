import { dirname, join, resolve } from 'node:path';
import type { Host } from '../../host/host.ts';
import { discover, filesFromEnvironment } from '../../parser/discover.ts';
import type { CommandContext } from '../context.ts';
import { loadRequest } from '../load-request.ts';
import { writeFile } from '../write-output.ts';

/** A file of variables that is missing, and the example beside it. */
export interface MissingEnv {
  readonly path: string;
  readonly example: string;
}

/** The project's `.env`, where it is missing and has an example. Without a compose file there is none to miss. */
export async function missingProjectEnv({
  host,
  globals,
}: Pick<CommandContext, 'host' | 'globals'>): Promise<readonly MissingEnv[]> {
  if (globals.envFiles.length > 0 || (host.env['COMPOSE_ENV_FILES'] ?? '') !== '') return [];
  const folder = await projectFolder({ host, globals });
  return folder === undefined ? [] : withExample(host, [join(folder, '.env')]);
}

/** Files that services name under `env_file`, where they are missing and have an example. */
export async function missingServiceEnv(
  context: CommandContext,
  services: readonly string[],
): Promise<readonly MissingEnv[]> {
  const { load } = await import('../../parser/load.ts');
  const { diagnostics } = await load(loadRequest(context, services), context.host);
  const paths = diagnostics.flatMap((found) =>
    found.code === 'compose/env-file-not-found' ? [found.args.path] : [],
  );
  return withExample(context.host, [...new Set(paths)]);
}

/** Copies the example; only its owner can read what comes of it, as people put passwords there. */
export async function makeEnv(host: Host, { path, example }: MissingEnv): Promise<void> {
  await writeFile(host, path, await host.files.readBytes(example), { mode: 0o600 });
}

async function withExample(host: Host, paths: readonly string[]): Promise<readonly MissingEnv[]> {
  const found: MissingEnv[] = [];
  for (const path of paths) {
    const example = `${path}.example`;
    const [own, model] = await Promise.all(
      [path, example].map((file) => host.files.statLink(file).catch(() => undefined)),
    );
    if (own === undefined && model?.kind === 'file') found.push({ path, example });
  }
  return found;
}

async function projectFolder({
  host,
  globals,
}: Pick<CommandContext, 'host' | 'globals'>): Promise<string | undefined> {
  if (globals.projectDirectory !== undefined) return resolve(host.workingDir, globals.projectDirectory);
  const environment = new Map(
    Object.entries(host.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  const named = globals.files.length > 0 ? globals.files : filesFromEnvironment(environment, host.workingDir);
  const [first] = named.length > 0 ? named : ((await discover(host, host.workingDir, [])) ?? []);
  if (first === undefined) return undefined;
  return first === '-' ? host.workingDir : dirname(resolve(host.workingDir, first));
}
