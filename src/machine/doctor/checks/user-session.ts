import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import { installSteps } from '../programs.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';

/** The user's runtime folder and message bus. */
export const userSession: Check = {
  name: 'user-session',
  group: 'user',
  looksAt: 'XDG_RUNTIME_DIR, and the message bus of the user’s systemd in it',
  why: 'Podman keeps its locks and sockets there, and asks the bus for timers of health checks and cgroups of containers',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const { host } = facts;
    const dir = host.env['XDG_RUNTIME_DIR'] ?? '';
    const usual = `/run/user/${host.uid ?? ''}`;
    const found = await host.files.stat(dir === '' ? usual : dir).catch(() => undefined);
    const logIn = 'log in through ssh, the console or `machinectl shell`: `su` and `sudo` make no session';
    if (found === undefined) {
      return {
        state: 'warning',
        found: `there is no \`${dir === '' ? usual : dir}\`: this is no session of the user’s`,
        fix: advice(logIn),
        follows: ['linger'],
      };
    }
    if (found.uid !== host.uid) {
      return {
        state: 'error',
        found: `XDG_RUNTIME_DIR, \`${dir}\`, belongs to another user`,
        fix: advice(logIn),
      };
    }
    if (dir === '') {
      return {
        state: 'warning',
        found: `XDG_RUNTIME_DIR is not set, and \`${usual}\` is there`,
        fix: advice(`${logIn}; or \`export XDG_RUNTIME_DIR=${usual}\``),
      };
    }
    if ((await host.files.stat('/run/systemd/system').catch(() => undefined)) === undefined) {
      return notApplicable('this host does not run systemd');
    }
    const bus = await host.files.stat(`${dir}/bus`).catch(() => undefined);
    if (bus?.kind === 'socket') return fine(`\`${dir}/bus\``);
    return {
      state: 'warning',
      found: `the user’s systemd has no message bus (\`${dir}/bus\`)`,
      fix: [
        // A package that is there need not be brought again: its socket is only to be made anew.
        ...(await installSteps(facts, ['user-bus'])).filter(
          (step) => step.kind !== 'install' || !step.isAgain,
        ),
        { kind: 'run', command: ['systemctl', '--user', 'restart', 'dbus.socket'], by: 'user' },
      ],
    };
  },
};
