import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { parseRun } from '../../src/machine/machine-spec.ts';
import { enterCommand } from '../../src/machine/rootfs/enter.ts';
import { ownMachine } from './own-machine.ts';
import type { OwnMachine } from './own-machine.ts';
import type { HostUser, RunResult } from './test-host.ts';
import { scratchFolder } from './test-host.ts';

/** A host of a test's own that may be broken: Podman for root and for the ordinary user `tester`, and packages to mend it with. */
export interface DoctorHost {
  /** Runs a program there; rejects when its status is not 0. */
  readonly run: (command: readonly string[], asUser?: HostUser) => Promise<RunResult>;
  /** Runs a shell script there as root; rejects when its status is not 0. */
  readonly shell: (script: string) => Promise<string>;
  /** Runs selkie there in a folder, whatever comes of it. */
  readonly selkie: (args: readonly string[], options: SelkieOptions) => Promise<RunResult>;
  /** The words that start selkie there, for shell scripts. */
  readonly program: string;
  readonly remove: () => Promise<void>;
}

/** Where and as whom selkie runs. */
export interface SelkieOptions {
  readonly asUser: HostUser;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A shell script of root's before it, in a mount namespace of their own: what it mounts nobody else sees. */
  readonly within?: string;
}

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'dist', 'main.cjs');

/** A host that the tests of a file share, and a copy of their folder that is the same there. */
export interface SharedDoctorHost {
  readonly host: () => DoctorHost;
  readonly folder: () => string;
}

/** True where there is no host for tests: they have no root on Linux. */
export const hasNoDoctorHost = (process.env['SELKIE_TEST_STATE'] ?? '') === '';

/** Makes the host before the tests of a group, with their folder on it, and removes both after them. */
export function sharedDoctorHost(tests: string): SharedDoctorHost {
  let made: { readonly host: DoctorHost; readonly folder: string } | undefined;
  const removals: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const { path: folder, remove } = await scratchFolder();
    removals.push(remove);
    await cp(tests, folder, { recursive: true });
    const host = await doctorHost();
    removals.unshift(host.remove);
    // The ordinary user of the host writes there, too.
    await host.run(['chmod', '777', folder]);
    made = { host, folder };
  });
  afterAll(async () => {
    for (const remove of removals) await remove();
  });
  const shared = () => {
    if (made === undefined) throw new Error('the host is made before the first test');
    return made;
  };
  return { host: () => shared().host, folder: () => shared().folder };
}

/** Makes and boots the host. */
async function doctorHost(): Promise<DoctorHost> {
  const machine = ownMachine();
  const node = process.env['SELKIE_TEST_NODE'] ?? '';
  if (machine === undefined || node === '') throw new Error('there is no host for tests');
  await ok(machine, 'init', '{}', ...machine.like, '--share', root, '--share', dirname(node));
  await ok(machine, 'start', '{}');
  const run: DoctorHost['run'] = async (command, asUser = 'root') => {
    const result = await runOn(machine, inside(command, { asUser, cwd: '/' }));
    if (result.exitCode !== 0) {
      throw new Error(`${command.join(' ')}: ${result.exitCode}\n${result.stdout}${result.stderr}`);
    }
    return result;
  };
  await run(['sh', '-c', setUp]);
  return {
    run,
    shell: async (script) => (await run(['sh', '-euc', script])).stdout,
    program: `'${node}' -- '${program}'`,
    selkie: (args, options) => runOn(machine, inside([node, '--', program, ...args], options)),
    remove: async () => {
      await machine.selkie('rm', '--force', '{}');
    },
  };
}

async function ok({ selkie }: OwnMachine, ...words: readonly string[]): Promise<void> {
  const result = await selkie(...words);
  if (result.exitCode !== 0) throw new Error(result.stderr);
}

function inside(
  command: readonly string[],
  { asUser, cwd, env = {}, within }: SelkieOptions,
): readonly string[] {
  const assigned = Object.entries({ NO_COLOR: '1', ...(asUser === 'root' ? {} : userEnv), ...env });
  const user = asUser === 'root' ? [] : ['runuser', '-u', asUser, '--'];
  const apart =
    within === undefined ? [] : ['unshare', '--mount', 'sh', '-euc', `${within}; exec "$@"`, 'sh'];
  return [
    ...apart,
    ...user,
    'env',
    `--chdir=${cwd}`,
    ...assigned.map(([name, value]) => `${name}=${value}`),
    ...command,
  ];
}

const userEnv: Readonly<Record<string, string>> = {
  HOME: '/home/tester',
  USER: 'tester',
  LOGNAME: 'tester',
  XDG_RUNTIME_DIR: '/run/user/1000',
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
};

function runOn({ dir }: OwnMachine, words: readonly string[]): Promise<RunResult> {
  const running = parseRun(readFileSync(join(dir, 'run.json'), 'utf8'));
  if (running === undefined) throw new Error(`the machine in ${dir} does not run`);
  const { command, args } = enterCommand(running, words);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: {}, stdio: ['ignore', 'pipe', 'pipe'], timeout: 100_000 });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 128, ...output }));
  });
}

/**
 * What Selkie needs to be healthy there: the ordinary user, an image for both, a repository of the packages that the host was
 * made from, and a `sudo` that asks nothing (the host has none: `setpriv` with the right to become root stands in for it).
 */
const setUp = `
set -eu
useradd --create-home --uid 1000 --shell /bin/bash tester
loginctl enable-linger tester
systemctl start user@1000.service
mkdir -p /etc/containers/registries.conf.d
echo 'unqualified-search-registries = ["localhost"]' >/etc/containers/registries.conf.d/10-test.conf
install -m 4755 "$(command -v setpriv)" /usr/local/lib/become-root
cat >/usr/local/bin/sudo <<'END'
#!/bin/sh
[ "$1" = -n ] && shift
exec /usr/local/lib/become-root --reuid=0 --regid=0 --clear-groups -- "$@"
END
chmod 755 /usr/local/bin/sudo
as_tester() {
  runuser -u tester -- env -i --chdir=/ HOME=/home/tester USER=tester PATH="$PATH" \\
    XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus "$@"
}
systemctl enable --now podman.socket
as_tester systemctl --user enable --now podman.socket
mkdir /opt/repository /opt/image
cp /usr/bin/busybox /opt/image
printf '%s\\n' 'FROM scratch' 'COPY busybox /bin/busybox' 'RUN ["/bin/busybox", "--install", "-s", "/bin"]' \\
  'CMD ["sh"]' >/opt/image/Dockerfile
podman build --quiet --tag localhost/doctor /opt/image
podman save --quiet localhost/doctor >/opt/image.tar
as_tester podman load --quiet </opt/image.tar
cd /opt/repository
entry() {
  dpkg-deb --field "$1.deb"
  echo "Filename: ./$1.deb"
  echo "Size: $(stat --format=%s "$1.deb")"
  echo "SHA256: $(sha256sum "$1.deb" | cut -d ' ' -f 1)"
  echo
}
for name in aardvark-dns catatonit conmon crun dbus-user-session netavark passt podman uidmap; do
  package=$(ls /var/cache/apt/archives/"$name"_*.deb)
  cp "$package" "$name.deb"
  entry "$name"
done >Packages
# Stand-ins for what \`podman machine\` runs, as the distribution names and places them: nothing here boots a machine.
stand_in() {
  mkdir -p "/opt/stand-in/$1/DEBIAN"
  printf '%s\\n' "Package: $1" 'Version: 1' 'Architecture: all' 'Maintainer: tests <tests@localhost>' \\
    "Description: stand-in" >"/opt/stand-in/$1/DEBIAN/control"
  for program in $2; do
    install -D /usr/bin/true "/opt/stand-in/$1$program"
  done
  dpkg-deb --build "/opt/stand-in/$1" "$1.deb" >/dev/null
  entry "$1"
}
{
  stand_in gvproxy /usr/bin/gvproxy
  stand_in virtiofsd /usr/libexec/virtiofsd
  stand_in qemu-system-x86 /usr/bin/qemu-system-x86_64
  stand_in qemu-utils /usr/bin/qemu-img
} >>Packages
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/opt/repository ./' >/etc/apt/sources.list
`;
