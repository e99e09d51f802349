import { entry } from '../entry.ts';

/** What planning finds: requests that cannot be carried out, and what the user should know beforehand. */
export const planEntries = {
  'plan/unknown-service': entry<{ service: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ service }) => `no such service: ${service}`,
    help: ({ nearest }) => nearest !== undefined && `did you mean \`${nearest}\`?`,
  }),
  'plan/no-container': entry<{ service: string }>({
    severity: 'error',
    message: ({ service }) => `service "${service}" has no container to start`,
    help: ({ service }) => `\`selkie up -d ${service}\` makes it`,
  }),
  'plan/already-paused': entry<{ container: string }>({
    severity: 'error',
    message: ({ container }) => `container \`${container}\` is already paused`,
    help: () => '`selkie unpause` lets it go on',
  }),
  'plan/not-paused': entry<{ container: string }>({
    severity: 'error',
    message: ({ container }) => `container \`${container}\` is not paused`,
  }),
  'plan/port-taken': entry<{ service: string; other: string; port: string }>({
    severity: 'error',
    message: ({ service, other, port }) =>
      service === other
        ? `service \`${service}\` has more containers than \`${port}\` has host ports`
        : `host port \`${port}\` is published by both \`${other}\` and \`${service}\``,
    help: ({ service, other }) =>
      service === other
        ? 'publish a range as long as there are replicas, such as `8080-8082:80`, or leave the host port out'
        : 'give one of them another host port',
  }),
  'plan/content-size': entry<{ kind: string; key: string }>({
    severity: 'error',
    message: ({ kind, key }) => `${kind} \`${key}\` is empty or larger than 500 KB, which Podman cannot keep`,
    help: () => 'put the content into a file and name it with `file:`',
  }),
  'plan/content-driver': entry<{ kind: string; key: string; driver: string }>({
    severity: 'error',
    message: ({ kind, key, driver }) =>
      `${kind} \`${key}\` wants the driver \`${driver}\`, which only a cluster has`,
    help: ({ key }) =>
      `make it with \`podman secret create\` and say \`external: true\`, or give \`${key}\` a \`file\``,
  }),
  'plan/image-missing': entry<{ service: string; image: string }>({
    severity: 'error',
    message: ({ service, image }) =>
      `image \`${image}\` of service \`${service}\` is not here and must not be pulled`,
    help: () => 'pull it yourself, or set `pull_policy: missing`',
  }),
  'plan/build-off': entry<{ service: string; image: string }>({
    severity: 'error',
    message: ({ service, image }) =>
      `image \`${image}\` of service \`${service}\` has to be built, but \`--no-build\` is given`,
  }),
  'plan/network-missing': entry<{ key: string; name: string }>({
    severity: 'error',
    message: ({ name }) => `network ${name} declared as external, but could not be found`,
    help: ({ name }) => `make it with \`podman network create ${name}\`, or take \`external: true\` away`,
  }),
  'plan/volume-missing': entry<{ key: string; name: string }>({
    severity: 'error',
    message: ({ name }) => `external volume "${name}" not found`,
    help: ({ name }) => `make it with \`podman volume create ${name}\`, or take \`external: true\` away`,
  }),
  'plan/nothing-there': entry<{ project: string }>({
    severity: 'warning',
    message: ({ project }) => `nothing of project \`${project}\` is there to remove`,
  }),
  'plan/bad-restart': entry<{ service: string; policy: string }>({
    severity: 'error',
    message: ({ service, policy }) => `\`${policy}\` is no restart policy for service \`${service}\``,
    help: () => 'one of `no`, `always`, `unless-stopped`, `on-failure` and `on-failure:3`',
  }),
  'plan/foreign': entry<{ what: string; name: string }>({
    severity: 'warning',
    message: ({ what, name }) =>
      `${what} \`${name}\` is there already, but was not made for this project; it is used as it is`,
    help: ({ what }) => `set \`external: true\` to say so, or give the ${what} another name`,
  }),
  'plan/volume-differs': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) => `volume \`${name}\` exists but doesn't match its definition; it is used as it is`,
    help: () => 'to make it anew, losing what is in it: `selkie up -y`',
  }),
  'plan/orphans': entry<{ project: string; services: readonly string[] }>({
    severity: 'warning',
    message: ({ project, services }) =>
      `found orphan containers of project \`${project}\`: ${services.map((name) => `\`${name}\``).join(', ')}`,
    help: () =>
      'they belong to no service of the file or are one-offs that have ended; `--remove-orphans` removes them',
  }),
  'plan/hooks-unknown': entry<{
    point: 'pre_stop' | 'post_start';
    services: readonly string[];
    files: readonly string[];
  }>({
    severity: 'warning',
    message: ({ point, services }) =>
      `\`${point}\` of ${services.map((name) => `\`${name}\``).join(', ')} is not run: it stands in a file that this command has not read`,
    help: ({ files }) =>
      files.length === 0
        ? 'run it with the file: `-f FILE`'
        : `run it with ${files.length === 1 ? 'the file' : 'the files'}: \`${files.map((file) => `-f ${file}`).join(' ')}\``,
  }),
  'plan/name-twice': entry<{ name: string; service: string; other: string }>({
    severity: 'error',
    message: ({ name }) => `container name "${name}" is already in use`,
    help: ({ service, other }) =>
      service === other
        ? `service \`${service}\` has several replicas, so \`container_name\` must go`
        : `services \`${other}\` and \`${service}\` both have it`,
  }),
  'plan/nothing-to-share': entry<{ service: string; what: string; owner: string; isNone: boolean }>({
    severity: 'error',
    message: ({ what, owner }) => `cannot share ${what} with service ${owner}: container missing`,
    help: ({ service, owner, isNone }) =>
      isNone
        ? `scale \`${owner}\` to one container at least, or \`${service}\` to none`
        : `bring \`${owner}\` up first, or \`${service}\` without \`--no-deps\``,
  }),
  'plan/host-without-address': entry<{ service: string; host: string }>({
    severity: 'warning',
    message: ({ service, host }) =>
      `extra host \`${host}\` of service \`${service}\` has no address; it is left out`,
    help: () => 'perhaps a variable in it is not set',
  }),
  'plan/not-in-pod': entry<{ service: string; reason: string }>({
    severity: 'error',
    message: ({ service, reason }) => `service \`${service}\` cannot be in the pod: ${reason}`,
    help: () => 'leave it to `--placement auto`, or say `x-podman.placement: beside` in the service',
  }),
  'plan/pod-option': entry<{ option: string; why: string }>({
    severity: 'warning',
    message: ({ option, why }) => `\`${option}\` of the pod is not applied: ${why}`,
  }),
  'plan/not-applied': entry<{ key: string; services: readonly string[]; why: string }>({
    severity: 'warning',
    message: ({ key, services, why }) =>
      `\`${key}\`${services.length === 0 ? '' : ` of ${services.map((name) => `\`${name}\``).join(', ')}`} has no effect: ${why}`,
  }),
} as const;
