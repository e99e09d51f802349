import { entry } from '../entry.ts';

/** What can be said about systemd units. */
export const systemdEntries = {
  'systemd/no-equivalent': entry<{ key: string; service: string; why: string }>({
    severity: 'warning',
    message: ({ key, service, why }) => `\`${key}\` of \`${service}\` is not kept in units: ${why}`,
  }),
  'systemd/unread': entry<{ kind: string; key: string; name: string }>({
    severity: 'warning',
    message: ({ kind, key, name }) =>
      `${kind} \`${key}\` cannot be read here; its unit wants the Podman secret \`${name}\``,
    help: ({ name }) => `\`podman secret create ${name} FILE\` makes it where the units run`,
  }),
  'systemd/parted': entry<{ service: string; reason: string }>({
    severity: 'note',
    message: ({ service, reason }) =>
      `\`${service}\` lives beside the pod, as \`up\` moved it there: ${reason}`,
    help: () => '`x-podman.placement: beside` in the file has it there wherever the units are made',
  }),
  'systemd/kube-secret': entry<{ kind: string; key: string; name: string; value: string }>({
    severity: 'note',
    message: ({ kind, key, name }) =>
      `${kind} \`${key}\` is read from the Podman secret \`${name}\`, in the form that \`kube play\` knows`,
    help: ({ key, name, value }) =>
      `\`printf '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"${name}"},"data":{"${key}":"%s"}}' "$(${value} | base64 -w0)" | podman kube play -\` makes it`,
  }),
  'systemd/bad-image': entry<{ image: string; service: string }>({
    severity: 'error',
    message: ({ image, service }) => `\`${image}\` of service \`${service}\` is no name of an image`,
    help: () => 'perhaps a variable in it is not set',
  }),
  'systemd/strict': entry<{ count: number }>({
    severity: 'error',
    message: ({ count }) =>
      count === 1 ? 'one key cannot be kept in units' : `${count} keys cannot be kept in units`,
    help: () => 'leave `--strict` out to have the units without them',
  }),
  'systemd/version': entry<{ text: string }>({
    severity: 'error',
    message: ({ text }) => `\`${text}\` is no version of Podman`,
    help: () => 'give it as `5.4` or `5.4.2`',
  }),
  'systemd/too-old': entry<{ version: string }>({
    severity: 'error',
    message: ({ version }) =>
      `Podman ${version} cannot give the names that Selkie needs to its Quadlet units`,
    help: () => '`--format units` writes plain units for it',
  }),
  'systemd/refused': entry<{ command: string; text: string }>({
    severity: 'error',
    message: ({ command, text }) => `\`${command}\` failed: ${text}`,
  }),
  'systemd/generator': entry<{ text: string }>({
    severity: 'error',
    message: ({ text }) => `Podman's generator does not take the units: ${text}`,
    help: () => 'nothing was installed; this is a mistake of Selkie, please report it with the file',
  }),
  'systemd/missing-unit': entry<{ unit: string; load: string }>({
    severity: 'error',
    message: ({ unit, load }) => `systemd has no unit \`${unit}\` after reading the files anew (${load})`,
  }),
  'systemd/start-failed': entry<{ unit: string; reason: string; lines: readonly string[] }>({
    severity: 'error',
    message: ({ unit, reason, lines }) =>
      [`unit \`${unit}\` did not start (${reason})`, ...lines.map((line) => `  ${line}`)].join('\n'),
  }),
  'systemd/unhealthy': entry<{ container: string; unit: string; scope: 'system' | 'user' }>({
    severity: 'error',
    message: ({ container }) => `container \`${container}\` is unhealthy`,
    help: ({ unit, scope }) =>
      `\`journalctl ${scope === 'user' ? '--user-unit' : '--unit'} ${unit}\` has what it wrote`,
  }),
  'systemd/put-back': entry<{ project: string }>({
    severity: 'note',
    message: ({ project }) =>
      `the units that project \`${project}\` had before are installed again, and run as before`,
  }),
  'systemd/secret-changed': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) =>
      `Podman secret \`${name}\` keeps its new content: what it held before could not be read back as it was`,
    help: () => 'put the old content in its place and run `selkie systemd upgrade`',
  }),
  'systemd/nothing-installed': entry<{ project: string }>({
    severity: 'note',
    message: ({ project }) => `nothing of project \`${project}\` was left installed`,
  }),
  'systemd/not-installed': entry<{ project: string; scope: string }>({
    severity: 'error',
    message: ({ project, scope }) => `project \`${project}\` is not installed in the ${scope}'s systemd`,
    help: () => '`selkie systemd install` does that; `selkie systemd list` shows what is',
  }),
  'systemd/runs-without': entry<{ project: string; containers: readonly string[] }>({
    severity: 'error',
    message: ({ project, containers }) =>
      `containers of project \`${project}\` run without systemd: ${containers.map((name) => `\`${name}\``).join(', ')}`,
    help: () => '`selkie down` stops and removes them; volumes stay',
  }),
  'systemd/owns': entry<{ project: string; command: string; instead: string }>({
    severity: 'error',
    message: ({ project, command }) =>
      `project \`${project}\` is run by systemd, and \`selkie ${command}\` would be undone by it`,
    help: ({ instead }) => `use \`${instead}\``,
  }),
  'systemd/volume-differs': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) => `volume \`${name}\` exists but doesn't match its definition; it is used as it is`,
    help: ({ name }) =>
      `to have it made anew, losing what is in it: \`selkie systemd stop\`, \`podman volume rm ${name}\`, \`selkie systemd upgrade\``,
  }),
  'systemd/no-systemd': entry<{ what: string }>({
    severity: 'error',
    message: ({ what }) => `${what}, so nothing can be installed here`,
  }),
  'systemd/no-linger': entry<{ user: string }>({
    severity: 'warning',
    message: ({ user }) => `units of user \`${user}\` start when they log in, and stop when they log out`,
    help: ({ user }) => `\`--enable-linger\`, or \`loginctl enable-linger ${user}\`, starts them at boot`,
  }),
  'systemd/auto-update-pod': entry<{ service: string }>({
    severity: 'note',
    message: ({ service }) => `\`podman auto-update\` restarts the whole pod for \`${service}\``,
    help: () => '`x-podman: { placement: beside }` at the service has it restart that one alone',
  }),
  'systemd/mixed-cgroups': entry<{ version: string; controllers: readonly string[] }>({
    severity: 'error',
    message: ({ version, controllers }) =>
      `no unit of a user would stay up: this machine has cgroup v1 (${controllers.map((name) => `\`${name}\``).join(', ')}) beside v2, which rootless Podman ${version} cannot live with`,
    help: () =>
      '`findmnt -t cgroup` shows what is mounted of it, often by a VPN; unmount that, or take Podman 5.3 or newer, or install as root',
  }),
  'systemd/journal-closed': entry<{ user: string }>({
    severity: 'error',
    message: ({ user }) => `user \`${user}\` may not read the journal, so what units wrote cannot be shown`,
    help: ({ user }) =>
      `\`sudo usermod -aG systemd-journal ${user}\` allows it from the next login on; where the journal is kept on disk, users can read their own`,
  }),
  'systemd/no-pods': entry<{ version: string }>({
    severity: 'error',
    message: ({ version }) => `Podman ${version} has no pods in Quadlet, and placement is \`pod\``,
    help: () => 'leave the placement to Selkie, or take Podman 5.0 or newer',
  }),
} as const;
