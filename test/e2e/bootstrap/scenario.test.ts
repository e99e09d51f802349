import { spawn } from 'node:child_process';
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { hasNoDoctorHost, sharedDoctorHost } from '../../support/doctor-host.ts';
import { ownMachine } from '../../support/own-machine.ts';
import type { RunResult } from '../../support/test-host.ts';
import { scratchFolder } from '../../support/test-host.ts';

/** Holds the lock of dpkg, as an update in the background does. */
const holdsLock =
  'use Fcntl; open(F, ">", "/var/lib/dpkg/lock-frontend"); $l = pack("s s x![q] q q i x4", F_WRLCK, 0, 0, 0, 0); fcntl(F, F_SETLK, $l) or die; $| = 1; print "held\\n"; sleep 600;';

describe.skipIf(hasNoDoctorHost)('bootstrap on a host that lacks nearly everything', { retry: 0 }, () => {
  const { host, folder } = sharedDoctorHost(import.meta.dirname);

  beforeAll(async () => {
    await host().shell(
      'dpkg --purge --force-depends podman passt uidmap; sed -i /tester/d /etc/subuid /etc/subgid; ' +
        'rm /var/lib/systemd/linger/tester /etc/containers/registries.conf.d/10-test.conf',
    );
  });

  const selkie = async (...args: readonly string[]): Promise<RunResult> => {
    const result = await host().selkie(args, { asUser: 'tester', cwd: folder() });
    onTestFailed(() => {
      console.error(`$ selkie ${args.join(' ')}\n${result.stdout}${result.stderr}status ${result.exitCode}`);
    });
    return result;
  };

  test('a dry run says what it would do, and touches nothing', async () => {
    const before = await readdir(folder());
    const { exitCode, stdout } = await selkie('bootstrap', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`#1 make ${folder()}/.env from ${folder()}/.env.example\n`);
    expect(stdout).toContain('mend podman: no podman is installed\n');
    expect(stdout).toContain('$ sudo apt-get install --yes --no-install-recommends podman ');
    expect(await readdir(folder())).toEqual(before);
    await expect(host().shell('command -v podman')).rejects.toThrow();
  });

  test('without anybody to ask nothing is mended, and the way on is told', async () => {
    const { exitCode, stderr } = await selkie('bootstrap');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('this host is not ready for containers: `podman` (machine/host-not-ready)');
    await expect(host().shell('command -v podman')).rejects.toThrow();
  });

  test('a folder that nothing can be written to is named, and nothing else is begun', async () => {
    await host().shell(
      `mkdir /opt/locked; cp -r '${folder()}/.' /opt/locked; rm -f /opt/locked/*.env /opt/locked/.env; chmod 755 /opt/locked`,
    );
    const { exitCode, stderr } = await host().selkie(['bootstrap', '--yes'], {
      asUser: 'tester',
      cwd: '/opt/locked',
    });
    expect(stderr).toMatch(/^error: `\/opt\/locked\/.env` cannot be written: permission denied/);
    expect(exitCode).toBe(2);
    await expect(host().shell('command -v podman')).rejects.toThrow();
  });

  test('on a full disk no half of a file is left', async () => {
    await host().shell(
      `mkdir /opt/full; mount -t tmpfs -o size=64k,mode=777 tmpfs /opt/full; cp '${folder()}'/.env.example '${folder()}'/compose.yaml /opt/full; head -c 100k /dev/zero >/opt/full/fill || true`,
    );
    const { exitCode, stderr } = await host().selkie(['bootstrap', '--yes'], {
      asUser: 'tester',
      cwd: '/opt/full',
    });
    expect(stderr).toMatch(/^error: `\/opt\/full\/.env` cannot be written: no space left on device/);
    expect(exitCode).toBe(2);
    expect(await host().shell('ls -A /opt/full')).toBe('.env.example\ncompose.yaml\nfill\n');
  });

  test.each([
    {
      what: 'there is no sudo',
      before: 'chmod 700 /usr/local/bin/sudo',
      says: /failed {2}sudo apt-get install .*: it takes root, and `sudo` would ask for a password/,
      after: 'chmod 755 /usr/local/bin/sudo',
    },
    {
      what: 'another program installs packages',
      before: `perl -e '${holdsLock}' >/run/holder 2>&1 & echo $! >/run/holder.pid; until grep . /run/holder; do sleep 0.1; done; grep held /run/holder`,
      says: /failed {2}sudo apt-get install .*: E: Unable to .*lock/,
      after: 'kill "$(cat /run/holder.pid)"',
    },
    {
      what: 'no repository can be reached',
      before:
        'mv /etc/apt/sources.list /opt/sources.list; echo "deb [trusted=yes] http://127.0.0.1:1/ ./" >/etc/apt/sources.list; rm -rf /var/lib/apt/lists; apt-get update || true',
      says: /failed {2}sudo apt-get install .*: E: /,
      after: 'mv /opt/sources.list /etc/apt/sources.list',
    },
  ])('where $what this is told, and the next try is as good', async ({ before, says, after }) => {
    await host().shell(before);
    const { exitCode, stderr } = await selkie('bootstrap', '--yes');
    await host().shell(after);
    expect(stderr).toMatch(says);
    expect(stderr).toContain('(machine/host-not-ready)\n');
    expect(exitCode).toBe(2);
    expect(await readFile(join(folder(), '.env'), 'utf8')).toBe('GREETING=hello\n');
  });

  test('Ctrl-C ends it when the packages are in, and not in their middle', async () => {
    const slow =
      '#!/bin/sh\n/usr/bin/apt-get "$@" || exit; [ "$1" = install ] || exit 0; echo >/run/apt-begun; sleep 1; echo >>/run/apt-ended\n';
    const said = await host().shell(
      `printf '%s' '${slow}' >/usr/local/sbin/apt-get; chmod 755 /usr/local/sbin/apt-get; cd '${folder()}'; ` +
        `${host().program} bootstrap --yes >/run/selkie.log 2>&1 & pid=$!; ` +
        'until [ -e /run/apt-begun ]; do sleep 0.1; done; kill -INT $pid; status=0; wait $pid || status=$?; ' +
        'rm /usr/local/sbin/apt-get; wc -l </run/apt-ended; echo $status; cat /run/selkie.log',
    );
    onTestFailed(() => {
      console.error(said);
    });
    expect(said).toMatch(/^1\n130\n/);
    expect(said).not.toContain('bug in Selkie');
  });

  test('one command makes the host ready and brings the project up', async () => {
    const { exitCode, stderr } = await selkie('bootstrap', '--yes');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('The engine is Podman 5');
    expect(await readFile(join(folder(), '.env'), 'utf8')).toBe('GREETING=hello\n');
    expect(await readFile(join(folder(), 'web.env'), 'utf8')).toBe('COLOUR=blue\n');
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
