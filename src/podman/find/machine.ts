import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { Strategy } from './search.ts';

/** A machine of Selkie's that runs: the one called `selkie` before others, these by name. */
export const machine: Strategy = {
  name: 'machine',
  find: async ({ host }) => {
    const folder = `${stateDir(host)}/machines`;
    const names = await machineNames(host, folder);
    if (names.length === 0) return 'there is no Selkie machine';
    const reasons: string[] = [];
    for (const name of names) {
      const socket = await runningSocket(host, `${folder}/${name}`);
      if (socket !== undefined) {
        return { address: { kind: 'unix', path: socket }, source: `machine \`${name}\``, isChosen: false };
      }
      reasons.push(`machine \`${name}\` is not running`);
    }
    return reasons.join(', ');
  },
};

/** Names of the machines that were made, whether they run or not. */
export async function machineNames(
  host: Host,
  folder = `${stateDir(host)}/machines`,
): Promise<readonly string[]> {
  const names = await host.files.list(folder).catch((): readonly string[] => []);
  const made = await Promise.all(
    names.map(
      async (name) =>
        (await host.files.stat(`${folder}/${name}/machine.json`).catch(() => undefined)) !== undefined,
    ),
  );
  const existing = names.filter((_, index) => made[index]);
  return existing.toSorted((a, b) => Number(b === 'selkie') - Number(a === 'selkie'));
}

/** The socket of a machine whose init is still the process that was started. */
async function runningSocket(host: Host, dir: string): Promise<string | undefined> {
  const text = await host.files.readText(`${dir}/run.json`).catch(() => '');
  const run = text === '' ? undefined : parse(text);
  if (!isJsonObject(run)) return undefined;
  const { pid, pidStartTime, socket } = run;
  if (typeof pid !== 'number' || typeof socket !== 'string') return undefined;
  const started = await startTimeOf(host, pid);
  return started !== undefined && started === pidStartTime ? socket : undefined;
}

/** Field 22 of /proc/PID/stat. The command's name, in brackets before it, may hold anything. */
async function startTimeOf(host: Host, pid: number): Promise<string | undefined> {
  const text = await host.files.readText(`/proc/${pid}/stat`).catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

/** As src/machine has it, which this folder may not import. */
function stateDir({ env, uid, homeDir }: Host): string {
  const named = env['SELKIE_STATE_DIR'] ?? '';
  if (named !== '') return named.replace(/(?<=.)\/+$/, '');
  if (uid === 0) return '/var/lib/selkie';
  const data = env['XDG_DATA_HOME'] ?? '';
  return `${data === '' ? `${homeDir}/.local/share` : data}/selkie`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
