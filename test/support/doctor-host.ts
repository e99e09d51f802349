import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseRun } from '../../src/machine/machine-spec.ts';
import { enterCommand } from '../../src/machine/rootfs/enter.ts';
import { ownMachine } from './own-machine.ts';
import type { OwnMachine } from './own-machine.ts';
import type { HostUser, RunResult } from './test-host.ts';

/** A host of a test's own that may be broken: Podman for root and for the ordinary user `tester`, and packages to mend it with. */
export interface DoctorHost {
  /** Runs a program there; rejects when its status is not 0. */
  readonly run: (command: readonly string[], asUser?: HostUser) => Promise<RunResult>;
  /** Runs a shell script there as root; rejects when its status is not 0. */
  readonly shell: (script: string) => Promise<string>;
  /** Runs selkie there in a folder, whatever comes of it. */
  readonly selkie: (args: readonly string[], options: SelkieOptions) => Promise<RunResult>;
  readonly remove: () => Promise<void>;
}

/** Where and as whom selkie runs. */
export interface SelkieOptions {
  readonly asUser: HostUser;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'dist', 'main.cjs');

/** Makes and boots the host, or undefined where tests have no root on Linux. */
export async function doctorHost(): Promise<DoctorHost | undefined> {
  const machine = ownMachine();
  const node = process.env['SELKIE_TEST_NODE'] ?? '';
  if (machine === undefined || node === '') return undefined;
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

function inside(command: readonly string[], { asUser, cwd, env = {} }: SelkieOptions): readonly string[] {
  const assigned = Object.entries({ NO_COLOR: '1', ...(asUser === 'root' ? {} : userEnv), ...env });
  const user = asUser === 'root' ? [] : ['runuser', '-u', asUser, '--'];
  return [
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
for name in aardvark-dns catatonit conmon crun dbus-user-session netavark passt podman uidmap; do
  package=$(ls /var/cache/apt/archives/"$name"_*.deb)
  cp "$package" "$name.deb"
  dpkg-deb --field "$name.deb"
  echo "Filename: ./$name.deb"
  echo "Size: $(stat --format=%s "$name.deb")"
  echo "SHA256: $(sha256sum "$name.deb" | cut -d ' ' -f 1)"
  echo
done >Packages
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/opt/repository ./' >/etc/apt/sources.list
`;
