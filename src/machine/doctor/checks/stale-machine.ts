import { isJsonObject } from '../../../lib/json.ts';
import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';
import { podmanMachines } from '../machines.ts';

/** Programs that live as long as a machine should. */
const companions = /^(gvproxy|virtiofsd|qemu-system)/;

/** Helpers of a machine that is no more. */
export const staleMachine: Check = {
  name: 'stale-machine',
  group: 'leftovers',
  looksAt: 'processes of `gvproxy`, `virtiofsd` and `qemu` for a `podman machine` while none runs',
  why: 'after a crash they hold the ports and the disk of the machine, and its next start fails',
  run: async (facts) => {
    if (facts.host.platform !== 'linux') return notApplicable('only on Linux they can be told apart');
    if ((await podmanMachines(facts)).length === 0) return notApplicable('there is no `podman machine`');
    const listed = await facts.run('podman', ['machine', 'list', '--format', 'json']);
    const machines = parse(listed?.stdout ?? '');
    if (!Array.isArray(machines)) return notApplicable('`podman machine list` does not say which run');
    const isUp = machines.some(
      (one: unknown) => isJsonObject(one) && (one['Running'] === true || one['Starting'] === true),
    );
    if (isUp) return fine('a machine runs');
    const left = await companionsLeft(facts);
    if (left.length === 0) return fine('nothing of a machine runs');
    return {
      state: 'warning',
      found: `no machine runs, and ${left.map(({ name, pid }) => `\`${name}\` (process ${pid})`).join(', ')} does`,
      fix: left.map(({ pid }) => ({ kind: 'run', command: ['kill', pid], by: 'user' })),
    };
  },
};

interface Companion {
  readonly pid: string;
  readonly name: string;
}

/** The user's own processes of those names that were started for Podman. */
async function companionsLeft({ host, text }: Facts): Promise<readonly Companion[]> {
  const pids = (await host.files.list('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<readonly Companion[]> => {
      const name = ((await text(`/proc/${pid}/comm`)) ?? '').trim();
      if (!companions.test(name)) return [];
      const owner = (await host.files.stat(`/proc/${pid}`).catch(() => undefined))?.uid;
      const words = (await text(`/proc/${pid}/cmdline`)) ?? '';
      return owner === host.uid && words.includes('podman') ? [{ pid, name }] : [];
    }),
  );
  return found.flat();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
