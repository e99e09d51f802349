import type { Facts } from '../facts.ts';

/** Whose units are meant. */
export type Scope = '--user' | '--system';

/** The scope of the systemd that looks after whoever runs containers; undefined where none can be asked. */
export async function scopeOf(facts: Facts): Promise<Scope | undefined> {
  if ((await facts.host.files.stat('/run/systemd/system').catch(() => undefined)) === undefined)
    return undefined;
  const scope = (await facts.isRootless()) ? '--user' : '--system';
  if (scope === '--system') return scope;
  const answer = await facts.run('systemctl', ['--user', 'is-system-running']);
  return answer === undefined || /failed to connect/i.test(answer.stderr) ? undefined : scope;
}

/** What `systemctl show` says of a unit: key → value; empty where it cannot be asked. */
export async function showUnit(
  facts: Facts,
  scope: Scope,
  unit: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const properties = keys.flatMap((key) => ['--property', key]);
  const text = (await facts.run('systemctl', [scope, 'show', ...properties, unit]))?.stdout ?? '';
  return new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}
