import { formatBytes } from '../../../lib/format-bytes.ts';
import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';

/** The part of a machine's disk that should be free. */
const leastFree = 0.1;

/** The disk of a machine. */
export const machineDisk: Check = {
  name: 'machine-disk',
  group: 'machines',
  looksAt: 'how full the disk is of the machine that containers run in: a tenth should be free',
  why: 'a machine’s disk does not grow by itself, and a full one breaks pulls and builds in the middle',
  run: async (facts) => {
    if ((await facts.place()) !== 'machine') return notApplicable('containers do not run in a machine');
    const { connection } = await facts.engine();
    if (connection === undefined) return notApplicable('no machine answers');
    if (connection.strategy === 'machine') return notApplicable('the machine has the host’s own disk');
    const { info } = await facts.info();
    const bytes = info?.storageBytes;
    if (bytes === undefined) return notApplicable('the engine does not say how full its disk is');
    const free = bytes.all - bytes.used;
    const words = `${formatBytes(free, 3)} of ${formatBytes(bytes.all, 3)} free`;
    if (free >= bytes.all * leastFree) return fine(words);
    return {
      state: free < 1e9 ? 'error' : 'warning',
      found: `the machine’s disk has ${words}`,
      fix: advice(
        '`podman system prune` removes what is unused; `podman machine set --disk-size GIB` makes the disk of a stopped machine larger',
      ),
    };
  },
};
