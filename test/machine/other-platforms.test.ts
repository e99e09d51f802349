import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/diagnostics/tool-error.ts';
import { carryOut, planMachine } from '../../src/machine/apply.ts';
import type { RealSettings } from '../../src/machine/machine.ts';
import { noSettings } from '../../src/machine/machine.ts';
import { podmanProvider } from '../../src/machine/podman/podman-provider.ts';
import type { MachineContext } from '../../src/machine/provider.ts';
import { defaultProvider } from '../../src/machine/providers.ts';
import { memoryHost } from '../support/memory-host.ts';

/** A `podman` that writes down how it is called, and answers as it does on a platform; `set` and the like change nothing. */
function platform(name: 'darwin' | 'win32', vmType: string, state: string | undefined, version = '5.8.6') {
  const calls: string[] = [];
  let isMade = state !== undefined;
  const pipe = { Path: '\\\\.\\pipe\\podman-machine-default' };
  const socket = { Path: '/var/folders/x/T/podman/podman-machine-default-api.sock' };
  const row = {
    ConfigDir: { Path: '/config' },
    ConnectionInfo: { PodmanSocket: socket, PodmanPipe: name === 'win32' ? pipe : null },
    Created: '2026-01-02T03:04:05Z',
    LastUp: '2026-01-02T03:04:05Z',
    Name: 'podman-machine-default',
    Resources: { CPUs: 4, DiskSize: 100, Memory: 2048, USBs: [] },
    SSHConfig: { IdentityPath: '/key', Port: 51000, RemoteUsername: 'core' },
    State: state ?? 'stopped',
    UserModeNetworking: false,
    Rootful: false,
  };
  const listed = { Name: row.Name, Default: true, VMType: vmType, Running: state === 'running' };
  const answers: Readonly<Record<string, () => unknown>> = {
    '--version': () => `podman version ${version}\n`,
    'machine info --format json': () => ({ Host: { VMType: vmType } }),
    'machine list --format json': () => (isMade ? [listed] : []),
    'machine inspect podman-machine-default': () => [row],
  };
  const host = memoryHost({
    platform: name,
    processes: {
      find: (program) => Promise.resolve(program === 'podman' ? '/podman' : undefined),
      run: (_, args) => {
        const words = args.join(' ');
        const answer = answers[words]?.();
        if (answer === undefined) {
          calls.push(words);
          isMade = true;
        }
        const stdout = typeof answer === 'string' ? answer : JSON.stringify(answer ?? '');
        return Promise.resolve({ exitCode: 0, stdout, stderr: '' });
      },
    },
  });
  const context: MachineContext = {
    host,
    stateDir: '/state',
    signal: new AbortController().signal,
    progress: () => undefined,
    answers: () => Promise.resolve(true),
    consent: () => Promise.resolve(false),
  };
  return { context, calls, host };
}

async function applied(
  context: MachineContext,
  wanted: Partial<RealSettings>,
  unsupported: 'refuse' | 'skip',
) {
  const planned = await planMachine(context, podmanProvider, {
    name: 'podman-machine-default',
    wanted: { ...noSettings, ...wanted },
    isStarting: false,
    mayRecreate: false,
    unsupported,
  });
  await carryOut(context, planned);
  return planned.diagnostics.map(({ code }) => code);
}

describe('what podman is called with', () => {
  test('on macOS, to make a machine', async () => {
    const { context, calls, host } = platform('darwin', 'applehv', undefined);
    expect(defaultProvider(host)).toBe(podmanProvider);
    const volumes = [{ source: '/Users/me', target: '/Users/me' }];
    await applied(context, { cpus: 6, memoryBytes: 8 * 1024 ** 3, image: '5.8', volumes }, 'refuse');
    expect(calls).toEqual([
      'machine init --cpus 6 --memory 8192 --image docker://quay.io/podman/machine-os:5.8 --volume /Users/me:/Users/me podman-machine-default',
    ]);
  });

  test('on macOS, to change one that runs', async () => {
    const { context, calls } = platform('darwin', 'libkrun', 'running');
    const planned = await planMachine(context, podmanProvider, {
      name: 'podman-machine-default',
      wanted: { ...noSettings, cpus: 6, isRootful: true },
      isStarting: false,
      mayRecreate: false,
      unsupported: 'refuse',
    });
    expect(planned.steps.map(({ kind }) => kind)).toEqual(['stop', 'change', 'start']);
    const change = planned.steps.filter(({ kind }) => kind === 'change');
    await carryOut(context, { ...planned, steps: change });
    expect(calls).toEqual(['machine set --cpus 6 --rootful=true podman-machine-default']);
  });

  test('USB devices are refused where no machine can have them', async () => {
    const { context, calls } = platform('darwin', 'applehv', 'stopped');
    const work = applied(context, { usb: [{ kind: 'model', vendor: 1, product: 2 }] }, 'refuse');
    await expect(work).rejects.toThrow(ToolError);
    expect(calls).toEqual([]);
  });

  test('on Windows with WSL, what one machine cannot have for itself is left out', async () => {
    const { context, calls } = platform('win32', 'wsl', 'stopped');
    const wanted = { cpus: 6, isRootful: true, hasUserModeNetworking: true };
    expect(await applied(context, wanted, 'skip')).toEqual(['machine/setting-skipped']);
    expect(calls).toEqual(['machine set --rootful=true --user-mode-networking=true podman-machine-default']);
  });

  test('on Windows with Hyper-V, folders are named with their drives', async () => {
    const { context, calls } = platform('win32', 'hyperv', undefined);
    const volumes = [{ source: 'C:\\Users\\me', target: '/mnt/c/Users/me' }];
    await applied(context, { volumes, swapBytes: 1024 ** 3 }, 'refuse');
    expect(calls).toEqual([
      'machine init --swap 1024 --volume C:\\Users\\me:/mnt/c/Users/me podman-machine-default',
    ]);
  });

  test('a machine that runs has its pipe told', async () => {
    const { context } = platform('win32', 'hyperv', 'running');
    const engine = await podmanProvider.start(context, 'podman-machine-default');
    expect(engine.url).toBe('npipe:////./pipe/podman-machine-default');
  });
});
