import { entry } from '../entry.ts';

/** A port that a service publishes. */
export interface HostPort {
  readonly service: string;
  readonly port: string;
  readonly protocol: string;
}

/** Machines: engines that Selkie provides. */
export const machineEntries = {
  'machine/not-root': entry<{ action: string }>({
    severity: 'error',
    message: ({ action }) => `\`${action}\` needs root`,
    help: ({ action }) => `run \`sudo ${action}\``,
  }),
  'machine/host-not-ready': entry<{ problems: readonly string[] }>({
    severity: 'error',
    message: ({ problems }) =>
      `this host is not ready for containers: ${problems.map((name) => `\`${name}\``).join(', ')}`,
    help: () => '`selkie doctor` says what each of them is and how to mend it',
  }),
  'machine/not-linux': entry<{ provider: string; platform: string }>({
    severity: 'error',
    message: ({ provider, platform }) => `\`${provider}\` machines need Linux, and this is ${platform}`,
    help: () => 'use `podman machine init`; Selkie finds the machine that it makes',
  }),
  'machine/bad-name': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `\`${name}\` is no name for a machine`,
    help: () => 'use at most 32 lower case letters, digits and `-`, such as `selkie`',
  }),
  'machine/bad-suite': entry<{ suite: string; isOld: boolean }>({
    severity: 'error',
    message: ({ suite, isOld }) =>
      isOld ? `Debian \`${suite}\` has no Podman 5` : `\`${suite}\` is no Debian suite`,
    help: () => 'use `--suite trixie` or `--suite sid`',
  }),
  'machine/bad-package': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `\`${name}\` is no name of a Debian package`,
    help: () => 'give names with commas between them: `--packages curl,jq`',
  }),
  'machine/bad-mirror': entry<{ mirror: string }>({
    severity: 'error',
    message: ({ mirror }) => `\`${mirror}\` is no address of a Debian mirror`,
    help: () => 'give a URL that begins with `https://`, `http://` or `file:///`',
  }),
  'machine/bad-share': entry<{ path: string; problem: string }>({
    severity: 'error',
    message: ({ path, problem }) => `cannot share \`${path}\`: ${problem}`,
    help: () => 'name folders that exist, such as `--share /srv/project`',
  }),
  'machine/unknown': entry<{ name: string; nearest: string | undefined; known: readonly string[] }>({
    severity: 'error',
    message: ({ name }) => `there is no machine \`${name}\``,
    help: ({ name, nearest, known }) => {
      if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
      if (known.length > 0) return `there is ${known.map((one) => `\`${one}\``).join(', ')}`;
      return `make it with \`selkie machine init${name === 'selkie' ? '' : ` ${name}`}\``;
    },
  }),
  'machine/differs': entry<{ name: string; differences: readonly string[] }>({
    severity: 'error',
    message: ({ name, differences }) => `machine \`${name}\` exists, and differs: ${differences.join('; ')}`,
    help: ({ name }) =>
      `give the new one another name, or take this one away first: \`selkie machine rm ${name}\``,
  }),
  'machine/missing-tools': entry<{ tools: readonly string[]; commands: readonly string[] }>({
    severity: 'error',
    message: ({ tools }) => `this host lacks ${tools.map((tool) => `\`${tool}\``).join(', ')}`,
    help: ({ commands }) =>
      commands.length === 0
        ? 'install them; no package manager that Selkie knows was found'
        : `add \`--yes\`, or run \`${commands.join(' && ')}\``,
  }),
  'machine/tools-not-installed': entry<{ command: string; cause: string }>({
    severity: 'error',
    message: ({ command, cause }) => `\`${command}\` failed: ${cause}`,
  }),
  'machine/disk-full': entry<{ path: string; needed: string; free: string }>({
    severity: 'error',
    message: ({ path, needed, free }) => `\`${path}\` has ${free} free, and the machine needs ${needed}`,
    help: () => 'make room there, or set `SELKIE_STATE_DIR` to a folder on a larger disk',
  }),
  'machine/root-not-made': entry<{ suite: string; cause: string; log: string }>({
    severity: 'error',
    message: ({ suite, cause }) => `could not make a Debian \`${suite}\` root: ${cause}`,
    help: ({ log }) => `the whole story is in ${log}; \`--mirror URL\` takes packages from elsewhere`,
  }),
  'machine/not-permitted': entry<{ name: string; cause: string }>({
    severity: 'error',
    message: ({ name, cause }) => `machine \`${name}\` needs more rights than there are here: ${cause}`,
    help: () =>
      'it needs the capability SYS_ADMIN, to make namespaces and mounts: in a container, run that with `--privileged`',
  }),
  'machine/boot-failed': entry<{ name: string; cause: string; log: string }>({
    severity: 'error',
    message: ({ name, cause }) => `machine \`${name}\` did not boot: ${cause}`,
    help: ({ log }) => `its output is in ${log}`,
  }),
  'machine/engine-silent': entry<{ name: string; seconds: number }>({
    severity: 'error',
    message: ({ name, seconds }) =>
      `the engine of machine \`${name}\` did not answer within ${String(seconds)} s`,
    help: ({ name }) => `see why with \`selkie machine ssh ${name} journalctl -u podman.socket -u podman\``,
  }),
  'machine/network-in-use': entry<{ name: string; user: string }>({
    severity: 'error',
    message: ({ name, user }) =>
      `machine \`${name}\` cannot use the host's network: ${user} has containers on it`,
    help: () => 'two engines cannot share one network: stop the other one, or use `--network private`',
  }),
  'machine/is-running': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `machine \`${name}\` is running`,
    help: ({ name }) => `stop it with \`selkie machine stop ${name}\`, or add \`--force\``,
  }),
  'machine/not-running': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `machine \`${name}\` is not running`,
    help: ({ name }) => `start it with \`selkie machine start ${name}\``,
  }),
  'machine/mounts-inside': entry<{ path: string; mount: string }>({
    severity: 'error',
    message: ({ path, mount }) => `will not remove \`${path}\`: \`${mount}\` is mounted in it`,
    help: ({ mount }) => `take the mount away first: \`umount ${mount}\``,
  }),
  'machine/copy-failed': entry<{ path: string; cause: string }>({
    severity: 'error',
    message: ({ path, cause }) => `could not copy the root to \`${path}\`: ${cause}`,
  }),
  'machine/no-podman': entry<{ platform: string }>({
    severity: 'error',
    message: () => 'there is no `podman` on the PATH',
    help: ({ platform }) => {
      if (platform === 'darwin') return 'install it with `brew install podman`';
      return platform === 'win32'
        ? 'install it with `winget install RedHat.Podman`'
        : 'install the package `podman`';
    },
  }),
  'machine/podman-as-root': entry<object>({
    severity: 'error',
    message: () => '`podman machine` does not serve root',
    help: () => 'run it as an ordinary user; root on Linux can have a machine with `--provider rootfs`',
  }),
  'machine/podman-refused': entry<{ command: string; cause: string; hint: string | undefined }>({
    severity: 'error',
    message: ({ command, cause }) => `\`${command}\` failed: ${cause}`,
    help: ({ hint }) => hint,
  }),
  'machine/one-at-a-time': entry<{ name: string; other: string }>({
    severity: 'error',
    message: ({ name, other }) => `machine \`${name}\` cannot start while \`${other}\` runs`,
    help: ({ other }) => `Podman runs one at a time: \`selkie machine stop ${other}\``,
  }),
  'machine/no-ssh': entry<{ program: string }>({
    severity: 'error',
    message: ({ program }) => `there is no \`${program}\` on the PATH`,
    help: () => 'install an ssh client: `openssh-client` on Debian, `openssh-clients` on Fedora',
  }),
  'machine/copy-refused': entry<{ name: string; cause: string }>({
    severity: 'error',
    message: ({ name, cause }) => `could not copy to or from machine \`${name}\`: ${cause}`,
  }),
  'machine/bad-copy': entry<{ from: string; to: string; problem: string }>({
    severity: 'error',
    message: ({ from, to, problem }) => `cannot copy \`${from}\` to \`${to}\`: ${problem}`,
    help: () => 'give one path as `MACHINE:PATH`: `selkie machine cp notes.txt selkie:/tmp`',
  }),
  'machine/not-of-this-kind': entry<{ name: string; what: string; way: string | undefined }>({
    severity: 'error',
    message: ({ name, what }) => `machine \`${name}\` cannot have ${what}`,
    help: ({ way }) => way,
  }),
  'machine/setting-unsupported': entry<{
    name: string;
    setting: string;
    why: string;
    way: string | undefined;
  }>({
    severity: 'error',
    message: ({ name, setting, why }) => `cannot choose \`${setting}\` for machine \`${name}\`: ${why}`,
    help: ({ way }) => way,
  }),
  'machine/setting-skipped': entry<{ name: string; setting: string; why: string; way: string | undefined }>({
    severity: 'warning',
    message: ({ name, setting, why }) => `\`${setting}\` of machine \`${name}\` is left out: ${why}`,
    help: ({ way }) => way,
  }),
  'machine/setting-unknown': entry<{ name: string; setting: string }>({
    severity: 'note',
    message: ({ name, setting }) => `nobody knows with which \`${setting}\` machine \`${name}\` was made`,
  }),
  'machine/needs-new': entry<{ name: string; differences: readonly string[]; shrinks: boolean }>({
    severity: 'error',
    message: ({ name, differences }) =>
      `only a new machine can be as wanted, and \`${name}\` exists: ${differences.join(', ')}`,
    help: ({ shrinks }) =>
      `${shrinks ? 'a disk never shrinks; ' : ''}\`selkie machine apply --recreate\` makes it anew, without its images, volumes and containers`,
  }),
  'machine/bad-setting': entry<{ option: string; text: string; wanted: string }>({
    severity: 'error',
    message: ({ option, text, wanted }) => `\`${text}\` is no ${wanted}, which \`${option}\` needs`,
  }),
  'machine/needs-stop': entry<{ name: string; differences: string }>({
    severity: 'error',
    message: ({ name, differences }) => `machine \`${name}\` must be stopped for that: ${differences}`,
    help: ({ name }) =>
      `stop it with \`selkie machine stop ${name}\`; \`selkie machine apply\` does it all, and starts it again`,
  }),
  'machine/usb-place': entry<{ selector: string; model: string | undefined }>({
    severity: 'warning',
    message: ({ selector }) => `\`${selector}\` names another device once that one is plugged in again`,
    help: ({ model }) =>
      model === undefined
        ? '`selkie machine usb ls` shows vendors and products to use instead'
        : `use \`--usb ${model}\``,
  }),
  'machine/usb-unknown': entry<{ text: string; nearest: string | undefined; known: readonly string[] }>({
    severity: 'error',
    message: ({ text }) => `\`${text}\` is no USB device`,
    help: ({ nearest, known }) => {
      if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
      return known.length === 0
        ? 'none is plugged in: name it as `vendor:product`, such as `10c4:ea60`'
        : `there is ${known.join(', ')}`;
    },
  }),
  'machine/usb-ambiguous': entry<{ text: string; devices: readonly string[] }>({
    severity: 'error',
    message: ({ text, devices }) => `\`${text}\` may be any of ${devices.join(', ')}`,
    help: () => 'name it as `vendor:product`',
  }),
  'machine/not-up-in-time': entry<{ name: string; seconds: number }>({
    severity: 'error',
    message: ({ name, seconds }) =>
      `machine \`${name}\` was not up within ${String(seconds)} s, and was stopped again`,
    help: ({ name }) =>
      `\`selkie machine logs ${name}\` may tell why; \`selkie machine start --timeout SECONDS ${name}\` waits longer`,
  }),
  'machine/is-stopped': entry<{ name: string }>({
    severity: 'note',
    message: ({ name }) => `machine \`${name}\` is stopped`,
    help: ({ name }) => `start it with \`selkie machine start ${name}\`, or let \`selkie up --yes\` do it`,
  }),
  'machine/no-image': entry<{ text: string; path: string }>({
    severity: 'error',
    message: ({ path }) => `there is no image \`${path}\``,
    help: () => 'give `default`, a version such as `5.8`, an OCI reference (`docker://…`), a URL or a file',
  }),
  'machine/image-unreachable': entry<{ url: string; cause: string; keptBytes: number }>({
    severity: 'error',
    message: ({ url, cause }) => `could not download \`${url}\`: ${cause}`,
    help: ({ keptBytes }) => keptBytes > 0 && 'what came so far is kept: the same command goes on from there',
  }),
  'machine/image-checksum': entry<{ url: string; expected: string; actual: string }>({
    severity: 'error',
    message: ({ url, expected, actual }) => `\`${url}\` has the sha256 ${actual}, not ${expected}`,
    help: () => 'the file or its checksum is another one than was meant; nothing of it is kept',
  }),
  'machine/not-shared': entry<{
    service: string;
    source: string;
    name: string;
    isChangeable: boolean;
    shared: readonly string[];
  }>({
    severity: 'error',
    message: ({ service, source, name }) =>
      `\`${service}\` mounts \`${source}\`, which machine \`${name}\` does not have`,
    help: ({ source, name, isChangeable, shared }) => {
      const has =
        shared.length === 0
          ? 'it has no folder of this host'
          : `it has ${shared.map((one) => `\`${one}\``).join(', ')}`;
      const way = isChangeable
        ? `\`selkie machine apply ${name} --volume ${source}\`, and restart it`
        : `\`selkie machine apply ${name} --recreate ${[...shared, source].map((one) => `--volume ${one}`).join(' ')}\` makes it anew with that one too`;
      return `${has}; ${way}`;
    },
  }),
  'machine/device-not-there': entry<{ service: string; device: string; name: string }>({
    severity: 'warning',
    message: ({ service, device, name }) =>
      `\`${service}\` wants \`${device}\`, and machine \`${name}\` was given no USB device`,
    help: ({ name }) =>
      `see which there are with \`selkie machine usb ls\`, and pass one on with \`selkie machine apply ${name} --usb vendor:product\``,
  }),
  'machine/port-taken': entry<HostPort & { platform: NodeJS.Platform }>({
    severity: 'error',
    message: ({ service, port, protocol }) =>
      `\`${service}\` publishes port ${port}/${protocol}, which another program has on this computer`,
    help: ({ port, protocol, platform }) => {
      const look =
        platform === 'win32'
          ? `netstat -ano | findstr :${port}`
          : platform === 'darwin'
            ? `lsof -nP -i${protocol.toUpperCase()}:${port}`
            : `ss -lntup | grep :${port}`;
      return `\`${look}\` shows which; stop it, or publish another port in \`ports\``;
    },
  }),
  'machine/port-denied': entry<HostPort & { machine: string }>({
    severity: 'error',
    message: ({ service, port, protocol, machine }) =>
      `\`${service}\` publishes port ${port}/${protocol}, which only root may open on this computer, and what forwards for machine \`${machine}\` runs as you`,
    help: ({ port }) =>
      `publish a port from 1024 up, or allow it with \`sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}\``,
  }),
  'machine/port-not-forwarded': entry<HostPort & { machine: string }>({
    severity: 'warning',
    message: ({ service, port, protocol, machine }) =>
      `port ${port}/${protocol} of \`${service}\` cannot be reached from this computer: machine \`${machine}\` does not forward it`,
    help: ({ machine }) =>
      `what forwards ports is started with the machine: \`selkie machine restart ${machine}\`, then \`selkie up\``,
  }),
} as const;
