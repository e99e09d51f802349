import { spawn } from 'node:child_process';
import { copyFile, cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import type { DoctorHost } from '../../support/doctor-host.ts';
import { doctorHost } from '../../support/doctor-host.ts';
import { ownMachine } from '../../support/own-machine.ts';
import type { RunResult } from '../../support/test-host.ts';
import { scratchFolder } from '../../support/test-host.ts';

const isSkipped = (process.env['SELKIE_TEST_STATE'] ?? '') === '';

describe.skipIf(isSkipped)('bootstrap on a host that lacks nearly everything', { retry: 0 }, () => {
  let host: DoctorHost;
  let folder = '';
  let remove: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    const scratch = await scratchFolder();
    ({ path: folder, remove } = scratch);
    await cp(import.meta.dirname, folder, { recursive: true });
    const made = await doctorHost();
    if (made === undefined) throw new Error('there is no host');
    host = made;
    await host.run(['chmod', '777', folder]);
    await host.shell(
      'dpkg --purge --force-depends podman passt uidmap; sed -i /tester/d /etc/subuid /etc/subgid; ' +
        'rm /var/lib/systemd/linger/tester /etc/containers/registries.conf.d/10-test.conf',
    );
  });
  afterAll(async () => {
    await host.remove();
    await remove();
  });

  const selkie = async (...args: readonly string[]): Promise<RunResult> => {
    const result = await host.selkie(args, { asUser: 'tester', cwd: folder });
    onTestFailed(() => {
      console.error(`$ selkie ${args.join(' ')}\n${result.stdout}${result.stderr}status ${result.exitCode}`);
    });
    return result;
  };

  test('a dry run says what it would do, and touches nothing', async () => {
    const before = await readdir(folder);
    const { exitCode, stdout } = await selkie('bootstrap', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`#1 make ${folder}/.env from ${folder}/.env.example\n`);
    expect(stdout).toContain('mend podman: no podman is installed\n');
    expect(stdout).toContain('$ sudo apt-get install --yes --no-install-recommends podman ');
    expect(await readdir(folder)).toEqual(before);
    await expect(host.shell('command -v podman')).rejects.toThrow();
  });

  test('without anybody to ask nothing is mended, and the way on is told', async () => {
    const { exitCode, stderr } = await selkie('bootstrap');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('this host is not ready for containers: `podman` (machine/host-not-ready)');
    await expect(host.shell('command -v podman')).rejects.toThrow();
  });

  test('one command makes the host ready and brings the project up', async () => {
    const { exitCode, stderr } = await selkie('bootstrap', '--yes');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The engine is Podman 5');
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe('GREETING=hello\n');
    expect(await readFile(join(folder, 'web.env'), 'utf8')).toBe('COLOUR=blue\n');
    const { stdout } = await selkie('exec', 'web', 'sh', '-c', 'echo $GREETING $COLOUR');
    expect(stdout).toBe('hello blue\n');
    expect((await selkie('doctor')).exitCode).toBe(0);
  });

  test('the second time it changes nothing', async () => {
    const ids = async () => (await selkie('ps', '--quiet')).stdout;
    const before = await ids();
    const { exitCode, stderr } = await selkie('bootstrap', '--yes');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^The engine is Podman 5\S+, the rootless socket\n Container \S+ +Running\n$/);
    expect(await ids()).toBe(before);
  });
});

const machine = ownMachine();

describe.skipIf(machine === undefined)('bootstrap of a project that asks for a machine', { retry: 0 }, () => {
  if (machine === undefined) return;
  let folder = '';
  let remove: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    const scratch = await scratchFolder();
    ({ path: folder, remove } = scratch);
    // Made beforehand from packages that are here: what bootstrap makes by itself is fetched from a mirror.
    await machine.selkie('init', '{}', ...machine.like);
    await copyFile(join(machine.dir, 'root', 'usr', 'bin', 'busybox'), join(folder, 'busybox'));
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY busybox /bin/busybox\n');
    await writeFile(
      join(folder, 'compose.yaml'),
      `services:
  web:
    build: .
    command: [/bin/busybox, sleep, infinity]
    stop_grace_period: 0s
x-podman:
  machine: { name: ${machine.name}, provider: rootfs, cpus: 1 }
`,
    );
  });
  afterAll(async () => {
    await machine.selkie('rm', '--force', '{}');
    await remove();
  });

  const bootstrap = (...args: readonly string[]): Promise<RunResult> =>
    selkieHere(folder, 'bootstrap', ...args);

  test('the machine is started, and the project comes up in it', async () => {
    expect((await bootstrap('--dry-run')).stdout).toContain(`start machine ${machine.name}`);
    expect((await machine.inspect()).state).toBe('stopped');
    const { exitCode, stderr } = await bootstrap('--yes');
    onTestFailed(() => {
      console.error(stderr);
    });
    expect(exitCode).toBe(0);
    expect((await machine.inspect()).state).toBe('running');
    expect((await machine.selkie('ssh', '{}', 'podman', 'ps', '--format', '{{.Names}}')).stdout).toContain(
      '-web-1',
    );
  });

  test('the second time it changes nothing', async () => {
    const { pid } = await machine.inspect();
    const { exitCode, stderr } = await bootstrap('--yes');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/Container \S+ +Running\n$/);
    expect((await machine.inspect()).pid).toBe(pid);
  });
});

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'main.cjs');

/** Runs selkie on this host itself. */
function selkieHere(cwd: string, ...args: readonly string[]): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--', program, ...args], {
      cwd,
      env: { ...process.env, SELKIE_STATE_DIR: process.env['SELKIE_TEST_STATE'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 128, ...output }));
  });
}
