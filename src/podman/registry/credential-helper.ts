import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Credentials } from './credentials.ts';

/** What the credential helper that a file names has for a repository. */
export async function fromHelper(
  host: Host,
  { credHelpers, credsStore }: JsonObject,
  repository: string,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const [registry = ''] = repository.split('/');
  const own = isJsonObject(credHelpers) ? credHelpers[registry] : undefined;
  const program = await programOf(host, own ?? credsStore);
  if (program === undefined) return undefined;
  const servers = registry === 'docker.io' ? ['https://index.docker.io/v1/', registry] : [registry];
  for (const server of servers) {
    const answer = await ask(host, program, ['get'], server, signal);
    const found = answer === undefined ? undefined : credentialsIn(answer);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The registries that a file's credential helpers have something for, as they are written there. */
export async function helperRegistries(
  host: Host,
  { credHelpers, credsStore }: JsonObject,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const own = isJsonObject(credHelpers) ? Object.keys(credHelpers) : [];
  const program = await programOf(host, credsStore);
  const stored = program === undefined ? undefined : await ask(host, program, ['list'], '', signal);
  return [...own, ...Object.keys(stored ?? {})];
}

async function programOf(host: Host, helper: unknown): Promise<string | undefined> {
  if (typeof helper !== 'string' || !/^[\w.-]+$/.test(helper)) return undefined;
  const program = `docker-credential-${helper}`;
  return (await host.processes.find(program)) === undefined ? undefined : program;
}

async function ask(
  host: Host,
  program: string,
  args: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  const { exitCode, stdout } = await host.processes.run(program, args, { input, signal, timeoutMs: 60_000 });
  if (exitCode !== 0) return undefined;
  try {
    const answer: unknown = JSON.parse(stdout);
    return isJsonObject(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function credentialsIn({ Username: user, Secret: secret }: JsonObject): Credentials | undefined {
  if (typeof user !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret };
}
