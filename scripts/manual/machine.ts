import type { machineEntries } from '../../src/diagnostics/catalog/machine.ts';
import type { Manual } from './section.ts';

export const machineManual: Manual<typeof machineEntries> = {
  'machine/not-root': {
    meaning: 'Making and starting a rootfs machine needs root: it mounts, and makes namespaces.',
    repair: 'Run it with sudo.',
    args: { action: 'selkie machine start' },
  },
  'machine/host-not-ready': {
    meaning:
      '`selkie bootstrap` mended what it could, and something is still in the way: it takes root, a package that is not to be had, or a person.',
    repair: 'Run `selkie doctor`, which says what each of them is and what mends it.',
    args: { problems: ['subordinate-ids'] },
  },
  'machine/not-linux': {
    meaning: 'This kind of machine shares the kernel of its host, which must be Linux.',
    repair: 'Use Podman’s own machine, which Selkie finds.',
    args: { provider: 'rootfs', platform: 'darwin' },
  },
  'machine/bad-name': {
    meaning: 'The name becomes a host name and a folder, so it is kept simple.',
    repair: 'Choose another name.',
    args: { name: 'My Machine' },
  },
  'machine/bad-suite': {
    meaning: 'There is no such release of Debian, or it is too old to have a Podman that Selkie can use.',
    repair: 'Use one of the suites in the hint.',
    args: { suite: 'bookworm', isOld: true },
  },
  'machine/bad-package': {
    meaning: 'An extra package has a name that no Debian package can have.',
    repair: 'Correct it.',
    args: { name: 'curl jq' },
  },
  'machine/bad-mirror': {
    meaning: 'The mirror is no address that packages can be fetched from.',
    repair: 'Give a URL.',
    args: { mirror: 'mirror.example.org' },
  },
  'machine/bad-share': {
    meaning: 'A folder cannot be shared with the machine.',
    repair: 'Name folders that exist and are not those of the machine itself.',
    args: { path: '/srv/project', problem: 'it does not exist' },
  },
  'machine/unknown': {
    meaning: 'There is no machine of this name.',
    repair: '`selkie machine ls` lists those that there are.',
    args: { name: 'selkei', nearest: 'selkie', known: ['selkie'] },
  },
  'machine/differs': {
    meaning:
      '`machine init` was asked for a machine that exists with other settings. It is not changed under you.',
    repair: 'Choose another name, or remove the old machine.',
    args: { name: 'selkie', differences: ['suite is `trixie`, not `sid`'] },
  },
  'machine/missing-tools': {
    meaning:
      'Programs that make a root file system are missing on this host. They are not installed unasked.',
    repair: 'Add `--yes`, or install them yourself.',
    args: { tools: ['debootstrap'], commands: ['apt-get install debootstrap'] },
  },
  'machine/tools-not-installed': {
    meaning: 'The host’s package manager failed.',
    repair: 'Run the command by hand and mend what it says.',
    args: { command: 'apt-get install debootstrap', cause: 'unable to locate package' },
  },
  'machine/disk-full': {
    meaning: 'The disk with the machine’s files has too little room.',
    repair: 'Make room, or keep machines elsewhere.',
    args: { path: '/var/lib/selkie', needed: '2 GiB', free: '300 MiB' },
  },
  'machine/root-not-made': {
    meaning: 'Fetching or unpacking Debian’s packages failed. What was half made is removed the next time.',
    repair: 'Read the end of the log; often the mirror cannot be reached.',
    args: { suite: 'trixie', cause: 'the mirror does not answer', log: '/var/lib/selkie/selkie/make.log' },
  },
  'machine/not-permitted': {
    meaning: 'The host forbids what a machine needs, as containers without privileges do.',
    repair: 'Run it on the host itself, or in a container with the rights in the hint.',
    args: { name: 'selkie', cause: 'unshare: operation not permitted' },
  },
  'machine/boot-failed': {
    meaning: 'The machine’s system ended before it was up.',
    repair: 'Read its output; `selkie machine rm` and `init` make it anew.',
    args: { name: 'selkie', cause: 'it ended with status 1', log: '/var/lib/selkie/selkie/boot.log' },
  },
  'machine/engine-silent': {
    meaning: 'The machine is up, but its Podman does not answer.',
    repair: 'Look at its journal with the command in the hint.',
    args: { name: 'selkie', seconds: 30 },
  },
  'machine/network-in-use': {
    meaning: 'Two engines on one network would take each other’s addresses and rules.',
    repair: 'Stop the other engine’s containers, or give the machine a network of its own.',
    args: { name: 'selkie', user: 'Podman on this host' },
  },
  'machine/is-running': {
    meaning: 'What was asked for can only be done with a machine that is stopped.',
    repair: 'Stop it first.',
    args: { name: 'selkie' },
  },
  'machine/not-running': {
    meaning: 'What was asked for needs the machine to run.',
    repair: 'Start it first.',
    args: { name: 'selkie' },
  },
  'machine/mounts-inside': {
    meaning:
      'Something is mounted in the machine’s folder that Selkie did not put there. Removing the folder could remove what is in the mount.',
    repair: 'Unmount it.',
    args: { path: '/var/lib/selkie/selkie', mount: '/var/lib/selkie/selkie/root/mnt' },
  },
  'machine/copy-failed': {
    meaning: 'The new machine’s root could not be copied from the one that was made before.',
    repair: 'See the reason in the message; mostly the disk is full.',
    args: { path: '/var/lib/selkie/selkie', cause: 'no space left on device' },
  },
  'machine/no-podman': {
    meaning: 'Machines of this kind are made by `podman machine`, and Podman is not installed.',
    repair: 'Install Podman.',
    args: { platform: 'darwin' },
  },
  'machine/podman-as-root': {
    meaning: 'On Linux `podman machine` refuses to work for root.',
    repair: 'Use an ordinary user, or a rootfs machine.',
    args: {},
  },
  'machine/podman-refused': {
    meaning: '`podman machine` did not do what it was asked for. The words after the colon are its own.',
    repair: 'Follow the hint where there is one.',
    args: {
      command: 'podman machine set',
      cause: 'unable to change settings unless vm is stopped',
      hint: '`selkie machine apply` stops it, changes it and starts it again',
    },
  },
  'machine/one-at-a-time': {
    meaning: 'Podman runs one virtual machine at a time.',
    repair: 'Stop the one that runs.',
    args: { name: 'second', other: 'first' },
  },
  'machine/no-ssh': {
    meaning: 'Commands and files get into a virtual machine by ssh, and this host has no client.',
    repair: 'Install one.',
    args: { program: 'ssh' },
  },
  'machine/copy-refused': {
    meaning: 'Copying failed on one of the two sides.',
    repair: 'Check the paths and who may read and write there.',
    args: { name: 'selkie', cause: 'No such file or directory' },
  },
  'machine/bad-copy': {
    meaning: '`machine cp` copies between this host and one machine.',
    repair: 'Name the machine on exactly one side.',
    args: { from: 'a', to: 'b', problem: 'neither names a machine' },
  },
  'machine/not-of-this-kind': {
    meaning: 'This kind of machine does not have what was asked for.',
    repair: 'Follow the hint.',
    args: { name: 'selkie', what: 'another operating system put on it', way: undefined },
  },
  'machine/setting-unsupported': {
    meaning: 'This kind of machine, or this version of Podman, does not have the setting.',
    repair: 'Leave it out, or follow the hint.',
    args: {
      name: 'dev',
      setting: 'swap',
      why: 'Podman 5.4.2 does not know it yet',
      way: 'it came with Podman 5.6',
    },
  },
  'machine/setting-skipped': {
    meaning: 'The compose file wants something that this kind of machine does not have. The rest is applied.',
    repair: 'Nothing need be done.',
    args: {
      name: 'selkie',
      setting: 'cpus',
      why: 'a rootfs machine has all that its host has',
      way: undefined,
    },
  },
  'machine/setting-unknown': {
    meaning:
      'Podman does not tell with which image or time zone a machine was made, and Selkie did not make it. It is left as it is.',
    repair: 'Nothing need be done.',
    args: { name: 'podman-machine-default', setting: 'image' },
  },
  'machine/needs-new': {
    meaning:
      'Some settings are fixed when a machine is made, and a disk cannot become smaller. A machine is never taken away unasked.',
    repair: 'Wish for less, or let it be made anew.',
    args: { name: 'dev', differences: ['disk size 100GiB → 50GiB'], shrinks: true },
  },
  'machine/bad-setting': {
    meaning: 'The value of an option cannot be read.',
    repair: 'Correct it.',
    args: { option: '--memory', text: 'much', wanted: 'size such as `4g`' },
  },
  'machine/needs-stop': {
    meaning: '`machine set` changes machines that are stopped.',
    repair: 'Stop it, or use `machine apply`.',
    args: { name: 'dev', differences: 'cpus 1 → 2' },
  },
  'machine/usb-place': {
    meaning:
      'The device was named by where it is plugged in. The number changes with each plugging, and the bus with the port.',
    repair: 'Name it by vendor and product.',
    args: { selector: 'bus=1,devnum=4', model: '10c4:ea60' },
  },
  'machine/usb-unknown': {
    meaning: 'No device that is plugged in has such a name.',
    repair:
      '`selkie machine usb ls` lists them. By vendor and product a device can be named that is not plugged in.',
    args: { text: 'serial', nearest: undefined, known: ['10c4:ea60 (Silicon Labs CP2102)'] },
  },
  'machine/usb-ambiguous': {
    meaning: 'Several models of devices have that in their names.',
    repair: 'Say more of the name, or name vendor and product.',
    args: { text: 'hub', devices: ['1d6b:0002 (Linux hub)', '05e3:0608 (Genesys hub)'] },
  },
  'machine/not-up-in-time': {
    meaning: 'The machine did not say that it is up. Without hardware virtualisation booting takes minutes.',
    repair: 'Look at what it said, or wait longer.',
    args: { name: 'dev', seconds: 600 },
  },
  'machine/is-stopped': {
    meaning:
      'The engine is in a machine that does not run, and nobody was there to be asked whether to start it.',
    repair: 'Start it.',
    args: { name: 'dev' },
  },
  'machine/no-image': {
    meaning: 'The image of a machine is neither a file that exists nor anything else that is known.',
    repair: 'Check its name.',
    args: { text: 'disk.qcow2', path: '/home/me/disk.qcow2' },
  },
  'machine/image-unreachable': {
    meaning: 'A download did not come to its end, though it was taken up again several times.',
    repair: 'Check the address and the network, and run it again: it goes on where it broke.',
    args: { url: 'https://example.org/disk.qcow2', cause: 'it answered with status 404', keptBytes: 0 },
  },
  'machine/image-checksum': {
    meaning: 'A download is not what its checksum says.',
    repair: 'Find out which of the two is wrong; try again where the file may have changed meanwhile.',
    args: { url: 'https://example.org/disk.qcow2', expected: '0f…', actual: '1a…' },
  },
  'machine/not-shared': {
    meaning:
      'The engine is in a machine, which has only some folders of this host. A bind mount of another one would be empty.',
    repair: 'Move the folder into one that the machine has, use a volume, or share it.',
    args: {
      service: 'web',
      source: '/srv/site',
      name: 'dev',
      isChangeable: false,
      shared: ['/home/me'],
    },
  },
  'machine/device-not-there': {
    meaning: 'Devices of this host are not in a machine unless they are passed on.',
    repair: 'Pass the device on. Machines on macOS and Windows cannot have USB devices.',
    args: { service: 'modem', device: '/dev/ttyUSB0', name: 'dev' },
  },
  'machine/port-taken': {
    meaning:
      'The engine is in a virtual machine, and a published port is opened on this computer by what forwards it. Another program listens there.',
    repair: 'Stop that program, or publish another port.',
    args: { service: 'web', port: '8080', protocol: 'tcp', platform: 'linux' },
  },
  'machine/port-denied': {
    meaning: 'What forwards the ports of a virtual machine runs as you, and may not open low ports.',
    repair: 'Publish a higher port, or lower the bound with the setting in the hint.',
    args: { service: 'web', port: '80', protocol: 'tcp', machine: 'dev' },
  },
  'machine/port-not-forwarded': {
    meaning:
      'The container runs and its port is open in the virtual machine, but nobody listens on this computer. What forwards ports may have ended, or the machine’s Podman may not know that it is in a machine.',
    repair: 'Restart the machine. An own image needs the file `/etc/containers/podman-machine`.',
    args: { service: 'web', port: '8080', protocol: 'tcp', machine: 'dev' },
  },
};
