import type { systemdEntries } from '../../src/diagnostics/catalog/systemd.ts';
import type { Manual } from './section.ts';

export const systemdManual: Manual<typeof systemdEntries> = {
  'systemd/no-equivalent': {
    meaning:
      'The key is valid, but what systemd and Podman make of units cannot do what it asks for. The units are written without it.',
    repair: 'Change the file as the message says, or live without it; `--strict` makes it an error.',
    args: {
      key: 'pull_policy',
      service: 'web',
      why: 'a unit fetches its image when it is missing, or at every start',
    },
  },
  'systemd/unread': {
    meaning:
      'Secrets and configs are Podman secrets for the units. The file or variable that this one comes from is not on this machine, so whether it has changed cannot be told.',
    repair: 'Make the secret where the units run, or generate them where its source is.',
    args: { kind: 'secret', key: 'token', name: 'shop_token' },
  },
  'systemd/parted': {
    meaning:
      'Two services of the pod wanted one port, which nothing in the file had announced, and `up` moved one of them. Units are made as it lives now; without its container there, nothing would tell.',
    repair: 'Write `x-podman.placement: beside` into the service, or give it another port.',
    args: { service: 'admin', reason: '`web` has port 80/tcp in the pod' },
  },
  'systemd/kube-secret': {
    meaning:
      '`podman kube play` reads secrets only in the form of Kubernetes. Selkie writes no values into files, so the secret has to be made once where the YAML is played.',
    repair: 'Run the command of the hint there, with the value at hand.',
    args: { kind: 'secret', key: 'token', name: 'shop_token-secret', value: 'cat ./token' },
  },
  'systemd/bad-image': {
    meaning: 'No engine could fetch an image by that text, so no unit is made of it.',
    repair: 'Correct the name, or set the variable that is missing in it.',
    args: { image: 'example/app:', service: 'web' },
  },
  'systemd/strict': {
    meaning:
      '`--strict` allows nothing of the file to be lost, and the warnings before this say what would be.',
    repair: 'Change those keys, or leave `--strict` out.',
    args: { count: 2 },
  },
  'systemd/version': {
    meaning: 'What `--podman-version` was given cannot be read as a version.',
    repair: 'Give the version as `podman --version` prints it.',
    args: { text: 'latest' },
  },
  'systemd/too-old': {
    meaning:
      'Quadlet came with Podman 4.4, and with 4.7 the keys that give networks the names that `up` gives them.',
    repair: 'Write plain units with `--format units`, or take a newer Podman.',
    args: { version: '4.3.1' },
  },
  'systemd/refused': {
    meaning: 'systemd refused what Selkie asked it for, in its own words.',
    repair: 'Do what it says; `systemctl status UNIT` may say more.',
    args: { command: 'systemctl start', text: 'Unit shop-web.service not found' },
  },
  'systemd/generator': {
    meaning:
      'Before anything is installed, Podman’s own generator reads the units. It found a mistake in them, and would have left out the unit.',
    repair: 'Report it with the compose file: units that Selkie writes should never have one.',
    args: { text: 'converting "shop-web.container": unsupported key \'X\'' },
  },
  'systemd/missing-unit': {
    meaning: 'The files are in their place, but systemd did not get a unit from one of them.',
    repair: 'Look for the generator’s words with `journalctl -t quadlet-generator`.',
    args: { unit: 'shop-web.service', load: 'not-found' },
  },
  'systemd/start-failed': {
    meaning: 'A unit failed, or starts again and again. Its last lines are below.',
    repair: 'Mend what the lines say. What was installed before is back in place.',
    args: { unit: 'shop-web.service', reason: 'exit-code', lines: ['no such file: /etc/app.conf'] },
  },
  'systemd/unhealthy': {
    meaning: 'The units started, but a health check says that a container does not work.',
    repair: 'Look at what the container wrote.',
    args: { container: 'shop-web-1', unit: 'shop-web.service', scope: 'user' },
  },
  'systemd/put-back': {
    meaning: 'An installation that fails changes nothing: what was there before is there again.',
    repair: 'Mend what the errors before this say, and try again.',
    args: { project: 'shop' },
  },
  'systemd/secret-changed': {
    meaning:
      'An upgrade that gave a secret or config another content failed. What was before is put back, but Podman gives the content of a secret as text only, and older ones (before 4.7) not at all, so this one could not be.',
    repair:
      'Bring back the file or variable that it had, and run `selkie systemd upgrade`; or mend what failed, so that the new content is right.',
    args: { name: 'shop_token' },
  },
  'systemd/nothing-installed': {
    meaning: 'An installation that fails changes nothing: there was nothing before, so there is nothing now.',
    repair: 'Mend what the errors before this say, and try again.',
    args: { project: 'shop' },
  },
  'systemd/not-installed': {
    meaning: 'The command works on what is installed, and of this project nothing is.',
    repair: 'Install it, or say which systemd is meant with `--user` or `--system`.',
    args: { project: 'shop', scope: 'user' },
  },
  'systemd/runs-without': {
    meaning:
      'Containers that `up` made have the names that systemd’s would get. Both cannot be, and nothing is taken away without being asked for.',
    repair: 'Take them away with `selkie down`; named volumes stay and are used by the units.',
    args: { project: 'shop', containers: ['shop-web-1'] },
  },
  'systemd/owns': {
    meaning:
      'systemd runs the containers of this project. It would start again what is stopped behind its back, and replace what is made in its place.',
    repair: 'Use the command that is named in the hint.',
    args: { project: 'shop', command: 'up', instead: 'selkie systemd upgrade' },
  },
  'systemd/volume-differs': {
    meaning:
      'A volume that is there is never changed: Podman cannot, and what is in it would be lost. Its definition in the file is another one by now.',
    repair: 'Leave it, or remove the volume by hand while the project is stopped.',
    args: { name: 'shop_data' },
  },
  'systemd/no-systemd': {
    meaning:
      'Installing needs a systemd and a Podman on the same machine: this one, or one that is reached by ssh (`--url ssh://…`).',
    repair: 'Write the units with `selkie systemd generate -o FOLDER`, and take them where they are to run.',
    args: { what: 'only the engine of that machine is reached' },
  },
  'systemd/no-linger': {
    meaning: 'A user’s systemd runs while the user is logged in, unless lingering is turned on.',
    repair: 'Turn it on for units that are to run from boot.',
    args: { user: 'anna' },
  },
  'systemd/no-pods': {
    meaning: 'Quadlet has had pods since Podman 5.0, and the project was asked to be in one.',
    repair: 'Leave `--placement pod` out: without it, services get networks of their own there.',
    args: { version: '4.9.3' },
  },
  'systemd/auto-update-pod': {
    meaning:
      'When there is a newer image for a container in a pod, `podman auto-update` restarts the pod’s unit, and with it every service in there.',
    repair:
      'Place the service beside the pod, or all of them by `--placement network`, when the others are to stay up.',
    args: { service: 'web' },
  },
  'systemd/mixed-cgroups': {
    meaning:
      'Before 5.3, Podman looks at every cgroup hierarchy to tell whether a unit is a place of the user’s own. One of cgroup v1, which some VPN programs mount, makes it leave the unit, and systemd ends what left its unit or starts it again and again.',
    repair:
      'Unmount the hierarchy that `findmnt -t cgroup` shows, or take Podman 5.3 or newer. Units of root’s are not concerned.',
    args: { version: '4.3.1', controllers: ['net_cls'] },
  },
  'systemd/journal-closed': {
    meaning:
      'What containers under systemd write goes to the journal. Kept in memory, or for users with a number below 1000, all of it belongs to the system, which only members of certain groups may read.',
    repair:
      'Add the user to the group `systemd-journal` and log in again, or have the journal kept on disk: `sudo mkdir -p /var/log/journal`, `sudo journalctl --flush`.',
    args: { user: 'ann' },
  },
};
