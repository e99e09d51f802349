import type { machineEntries } from '../../src/diagnostics/catalog/machine.ts';
import type { Manual } from './section.ts';

export const machineManual: Manual<typeof machineEntries> = {
  'machine/not-root': {
    meaning: 'Making and starting a rootfs machine needs root: it mounts, and makes namespaces.',
    repair: 'Run it with sudo.',
    args: { action: 'selkie machine start' },
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
};
