import type { Host } from '../host.ts';
import type { GitAddress } from './git-address.ts';
import { RemoteFailure } from './failure.ts';

/** Runs git without ever asking a question. Rejects with a RemoteFailure that says what git said last. */
export type Git = (args: readonly string[]) => Promise<string>;

/** Nothing is told of the way for this long: the other side is gone. */
const stalledSeconds = 60;
const timeoutMs = 30 * 60_000;

/** Git for one repository. Its password goes through the environment, as arguments are seen by every user. */
export function gitFor(
  host: Host,
  { repository, credentials }: Pick<GitAddress, 'repository' | 'credentials'>,
  signal: AbortSignal | undefined,
): Git {
  const settings: Record<string, string> = {
    'http.lowSpeedLimit': '1',
    'http.lowSpeedTime': String(stalledSeconds),
    'advice.detachedHead': 'false',
  };
  if (credentials !== undefined) {
    const basic = Buffer.from(credentials).toString('base64');
    settings[`http.${new URL('/', repository).href}.extraHeader`] = `Authorization: Basic ${basic}`;
  }
  const env = { ...withoutRepository, ...quiet(host.env), ...configured(host.env, settings) };
  return async (args) => {
    const options = { env, timeoutMs, ...(signal === undefined ? {} : { signal }) };
    const { exitCode, stdout, stderr } = await host.processes.run('git', args, options);
    if (exitCode === 0) return stdout;
    if (credentials !== undefined && /could not read username/i.test(stderr)) {
      throw new RemoteFailure('the server does not take the user and password of the address');
    }
    throw explained(stderr, exitCode);
  };
}

/** In a hook of git these name the repository of the hook. */
const withoutRepository = Object.fromEntries(
  [
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_DIR',
    'GIT_INDEX_FILE',
    'GIT_NAMESPACE',
    'GIT_OBJECT_DIRECTORY',
    'GIT_PREFIX',
    'GIT_WORK_TREE',
  ].map((name) => [name, undefined]),
);

function quiet(env: Host['env']): Record<string, string> {
  const isChosen = env['GIT_SSH'] !== undefined || env['GIT_SSH_COMMAND'] !== undefined;
  return {
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    LC_ALL: 'C',
    ...(isChosen ? {} : { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=30' }),
  };
}

/** Settings beside those that the environment has for git already. */
function configured(env: Host['env'], settings: Readonly<Record<string, string>>): Record<string, string> {
  const before = Number.parseInt(env['GIT_CONFIG_COUNT'] ?? '0', 10) || 0;
  const entries = Object.entries(settings);
  const variables = entries.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, key],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return Object.fromEntries([...variables, ['GIT_CONFIG_COUNT', String(before + entries.length)]]) as Record<
    string,
    string
  >;
}

const hints: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /could not read (username|password)|authentication failed|\b40[13]\b/i,
    'nobody is asked for a password here: give git a credential helper, or use `git@HOST:REPOSITORY` with an ssh key',
  ],
  [/host key verification failed/i, 'connect once by hand with `ssh`, and accept the key of the host'],
  [/permission denied|publickey/i, 'ssh has no key that the host takes: see `ssh-add -l`'],
  [
    /could not resolve host|name or service not known/i,
    'is the name of the host right, and is there a network?',
  ],
  [
    /not found|does not exist|not appear to be a git repository/i,
    'check the address: `git ls-remote` shows whether it works',
  ],
];

function explained(stderr: string, exitCode: number): RemoteFailure {
  const lines = stderr.split('\n').filter((line) => !/^\s*$|^warning:/i.test(line));
  const told = lines.filter((line) => /^(fatal|error|remote|ssh|ERROR)\b/.test(line));
  const best = [...told, ...lines].find((line) => !/could not read from remote repository/i.test(line));
  const reason = best?.replace(/^(fatal|error|remote): /i, '').trim() ?? `git ended with ${exitCode}`;
  return new RemoteFailure(reason, hints.find(([pattern]) => pattern.test(stderr))?.[1]);
}
