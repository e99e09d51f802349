import type { Check } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import { podmanMachines } from '../machines.ts';

const toleratedMs = 5000;

/** The clock of a machine. */
export const machineClock: Check = {
  name: 'machine-clock',
  group: 'machines',
  looksAt: 'the clock of the machine that containers run in, beside this host’s: 5 seconds apart is too much',
  why: 'a clock that stood still while the laptop slept breaks TLS, tokens and builds that compare times',
  run: async (facts) => {
    if ((await facts.place()) !== 'machine') return notApplicable('containers do not run in a machine');
    const { connection } = await facts.engine();
    if (connection === undefined) return notApplicable('no machine answers');
    if (connection.strategy === 'machine')
      return fine('the machine has the host’s own kernel, and so its clock');
    const [name] = await podmanMachines(facts);
    if (name === undefined) return notApplicable('it is no machine of `podman machine`');
    const before = facts.host.clock.now();
    const text = (await facts.run('podman', ['machine', 'ssh', name, 'date', '+%s%3N']))?.stdout.trim() ?? '';
    const after = facts.host.clock.now();
    if (!/^\d{12,}$/.test(text)) return notApplicable('the machine does not tell its time');
    const apartMs = Number(text) - (before + after) / 2;
    const toleratedHereMs = toleratedMs + (after - before) / 2;
    const words = `${(Math.abs(apartMs) / 1000).toFixed(1)} s ${apartMs < 0 ? 'behind' : 'ahead of'} this host`;
    if (Math.abs(apartMs) <= toleratedHereMs) return fine(words);
    return {
      state: 'warning',
      found: `the clock of machine \`${name}\` is ${words}`,
      fix: [
        {
          kind: 'run',
          command: ['podman', 'machine', 'ssh', name, 'sudo', 'chronyc', '-m', 'burst 4/4', 'makestep'],
          by: 'user',
        },
      ],
    };
  },
};
