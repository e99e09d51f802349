import { describe, expect, test } from 'vitest';
import type { FixStep } from '../../../src/machine/doctor/check.ts';
import { actionsOf } from '../../../src/machine/doctor/action.ts';
import { actionLines, actionTitle } from '../../../src/machine/doctor/action-words.ts';
import { carryOut } from '../../../src/machine/doctor/carry-out.ts';
import { installSteps } from '../../../src/machine/doctor/programs.ts';
import type { PackageManager } from '../../../src/machine/package-manager.ts';
import { factsOf } from '../../support/doctor-facts.ts';
import { memoryHost } from '../../support/memory-host.ts';

/** The commands that bring programs on a host with that package manager. */
async function commandsFor(manager: PackageManager, ...programs: Parameters<typeof installSteps>[1]) {
  const facts = await factsOf({ programs: [manager] });
  const steps = await installSteps(facts, programs);
  return actionsOf(steps, manager).flatMap((action) => actionLines(action, true));
}

test.each<[PackageManager, readonly string[]]>([
  [
    'apt-get',
    [
      '$ sudo apt-get update',
      '$ sudo apt-get install --yes --no-install-recommends podman crun netavark aardvark-dns passt catatonit uidmap dbus-user-session',
    ],
  ],
  ['dnf', ['$ sudo dnf install --assumeyes podman passt']],
  ['zypper', ['$ sudo zypper --non-interactive install podman passt']],
  ['pacman', ['$ sudo pacman --sync --noconfirm --needed podman crun netavark aardvark-dns passt catatonit']],
  ['apk', ['$ sudo apk add podman crun netavark aardvark-dns passt catatonit shadow-subids']],
  ['brew', ['$ brew install podman']],
  ['winget', ['$ winget install --accept-package-agreements --accept-source-agreements RedHat.Podman']],
])('%s brings Podman and pasta, each package once, as root where it must be', async (manager, commands) => {
  expect(await commandsFor(manager, 'podman', 'pasta')).toEqual(commands);
});

test('a package that is there and has lost its files is installed again', async () => {
  const facts = await factsOf({
    programs: ['apt-get'],
    answers: { 'dpkg-query --show --showformat ${db:Status-Status} conmon': 'installed' },
  });
  const steps = await installSteps(facts, ['conmon']);
  expect(actionsOf(steps, 'apt-get').map((action) => actionTitle(action, false))).toEqual([
    'apt-get update',
    'apt-get install --yes --no-install-recommends --reinstall conmon',
  ]);
});

test('without a package manager people are told what to install', async () => {
  expect(await installSteps(await factsOf({}), ['conmon'])).toEqual([
    { kind: 'advice', text: 'install `conmon`: no package manager that Selkie knows is here' },
  ]);
});

describe('what is done', () => {
  const write: FixStep = { kind: 'write', path: '/etc/x.d/it’s.conf', text: "a = 'b'\n", by: 'root' };

  test('is printed so that a shell takes it as it is', () => {
    const [action] = actionsOf([write], undefined);
    if (action === undefined) throw new Error('no action');
    expect(actionLines(action, true)).toEqual([
      '$ sudo mkdir --parents /etc/x.d',
      "$ printf '%s\\n' 'a = '\\''b'\\''' | sudo tee '/etc/x.d/it’s.conf'",
    ]);
  });

  test('packages of several findings are installed at once, and first', () => {
    const steps: readonly FixStep[] = [
      { kind: 'run', command: ['true'], by: 'user' },
      { kind: 'install', packages: ['a', 'b'], isAgain: false },
      { kind: 'install', packages: ['b', 'c'], isAgain: false },
      { kind: 'run', command: ['true'], by: 'user' },
    ];
    expect(actionsOf(steps, 'dnf').map((action) => actionTitle(action, false))).toEqual([
      'dnf install --assumeyes a b c',
      'true',
    ]);
  });

  test('goes through sudo where it takes root, and not where sudo would ask', async () => {
    const ran: string[] = [];
    const host = memoryHost({
      processes: {
        run: (command, args, options) => {
          ran.push(
            [command, ...args, ...(options?.input === undefined ? [] : [`<${String(options.input)}>`])].join(
              ' ',
            ),
          );
          return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
        },
      },
    });
    const { signal } = new AbortController();
    const [action] = actionsOf([write], undefined);
    if (action === undefined) throw new Error('no action');
    expect((await carryOut(host, action, ['sudo', '-n'], signal)).problem).toBeUndefined();
    expect(ran).toEqual(['sudo -n mkdir -p /etc/x.d', "sudo -n tee /etc/x.d/it’s.conf <a = 'b'\n>"]);
    expect((await carryOut(host, action, undefined, signal)).problem).toBe(
      'it takes root, and `sudo` would ask for a password',
    );
  });

  test('a command that fails says so in its last words', async () => {
    const run = () =>
      Promise.resolve({ exitCode: 100, stdout: '', stderr: 'Reading…\nE: no such package\n\n' });
    const host = memoryHost({ processes: { run } });
    const action = { kind: 'run', command: ['apt-get', 'install', 'x'], by: 'user' } as const;
    const { problem } = await carryOut(host, action, undefined, new AbortController().signal);
    expect(problem).toBe('E: no such package');
  });

  test.each([
    ['apt-get', 'done'],
    ['systemctl', 'aborted'],
  ])('an abort while %s runs leaves it %s, and nothing more is done', async (program, state) => {
    const interrupt = new AbortController();
    const ran: string[] = [];
    const host = memoryHost({
      processes: {
        run: (command, _, options) => {
          interrupt.abort();
          ran.push(`${command} ${options?.signal?.aborted === true ? 'aborted' : 'done'}`);
          return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' });
        },
      },
    });
    const action = { kind: 'run', command: [program, 'install', 'x'], by: 'user' } as const;
    await expect(carryOut(host, action, [], interrupt.signal)).rejects.toThrow('aborted');
    expect(ran).toEqual([`${program} ${state}`]);
  });
});
