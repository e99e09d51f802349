import type { planEntries } from '../../src/diagnostics/catalog/plan.ts';
import type { Manual } from './section.ts';

export const planManual: Manual<typeof planEntries> = {
  'plan/unknown-service': {
    meaning: 'The command names a service that the compose file does not have.',
    repair: 'Check the spelling; `selkie config --services` lists the services.',
    args: { service: 'wbe', nearest: 'web' },
  },
  'plan/no-container': {
    meaning:
      '`start` starts containers that are there, and this service, or one that it depends on, has none.',
    repair: 'Make them with `selkie up -d` or `selkie create`.',
    args: { service: 'web' },
  },
  'plan/already-paused': {
    meaning: '`pause` met a container that is paused. The other containers were paused.',
    repair: 'Nothing is to be done; `selkie unpause` lets it go on.',
    args: { container: 'shop-web-1' },
  },
  'plan/not-paused': {
    meaning: 'A service was named whose container runs. Those that were paused go on.',
    repair: 'Leave the name out to unpause whatever is paused.',
    args: { container: 'shop-web-1' },
  },
  'plan/port-taken': {
    meaning: 'A host port can be opened once, and two containers of the project want it.',
    repair: 'Give one of them another host port, or a range with a port for each replica.',
    args: { service: 'api', other: 'web', port: '8080/tcp' },
  },
  'plan/content-size': {
    meaning:
      'The engine keeps secrets and configs of 1 to 511,999 bytes, and this one comes from a variable or from the compose file, so that there is no file to mount instead.',
    repair: 'Put the content into a file and name it with `file:`.',
    args: { kind: 'config', key: 'app_conf' },
  },
  'plan/bad-restart': {
    meaning:
      'The text after `restart:` is none of the policies that the engine has, so it could not be applied.',
    repair: 'Use one of the policies named in the hint.',
    args: { service: 'web', policy: 'sometimes' },
  },
  'plan/content-driver': {
    meaning: 'Drivers of secrets and configs belong to Docker Swarm; Podman has no such thing to ask.',
    repair: 'Keep the content in a file, an environment variable or a Podman secret of your own.',
    args: { kind: 'secret', key: 'token', driver: 'vault' },
  },
  'plan/image-missing': {
    meaning:
      'The image is not on the engine, and `pull_policy: never` or `--pull never` forbids fetching it.',
    repair: 'Fetch it yourself, or allow pulling.',
    args: { service: 'web', image: 'registry.example.com/web:2' },
  },
  'plan/build-off': {
    meaning: 'The service’s image is not there and would have to be built, which `--no-build` forbids.',
    repair: 'Leave `--no-build` out, or build first with `selkie build`.',
    args: { service: 'web', image: 'shop-web' },
  },
  'plan/network-missing': {
    meaning:
      'The network is declared as external, so Selkie neither makes nor removes it, and the engine does not have it.',
    repair: 'Make it, correct its name, or let the project have a network of its own.',
    args: { key: 'front', name: 'proxy' },
  },
  'plan/volume-missing': {
    meaning:
      'The volume is declared as external, so Selkie neither makes nor removes it, and the engine does not have it.',
    repair: 'Make it, correct its name, or let the project have a volume of its own.',
    args: { key: 'data', name: 'shop_data' },
  },
  'plan/nothing-there': {
    meaning:
      '`down` found nothing of the project on the engine. This is no failure: what was asked for is so.',
    repair: 'If something should be there, check the project name (`-p`) and the engine (`selkie info`).',
    args: { project: 'shop' },
  },
  'plan/foreign': {
    meaning:
      'A network or volume of that name is on the engine, but something else made it. It is used, and `down` leaves it.',
    repair: 'Say so with `external: true`, or choose another name with `name:`.',
    args: { what: 'network', name: 'shop_default' },
  },
  'plan/volume-differs': {
    meaning:
      'The volume was made with another driver or other options than the file has now. A volume cannot be changed, and what is in it is never thrown away unasked.',
    repair:
      'Go back to the old definition, or save the data and let `selkie up` make it anew: it asks on a terminal, and `-y` says yes.',
    args: { name: 'shop_data' },
  },
  'plan/orphans': {
    meaning:
      'There are containers of the project for services that the file no longer has, or of `run` that have ended and were not removed (`run --rm` does).',
    repair:
      'Remove them with `--remove-orphans`, or put the services back. `COMPOSE_IGNORE_ORPHANS=true` keeps them without a word.',
    args: { project: 'shop', services: ['old-worker'] },
  },
  'plan/hooks-unknown': {
    meaning:
      'With `-p NAME` alone a command works from what is on the engine and reads no file, and a file may have lost a service that still runs. Containers remember that they have hooks, but not what these do, so they are stopped and started without them, as by docker compose.',
    repair: 'Name the file with `-f`, or run the command in its folder, where the hooks matter.',
    args: { point: 'pre_stop', services: ['db'], files: ['/srv/shop/compose.yaml'] },
  },
  'plan/name-twice': {
    meaning: 'A container name is there once on an engine, and two containers of the project would have it.',
    repair:
      'Give each its own `container_name`, or leave the key out: names are then made from project, service and number.',
    args: { name: 'web', service: 'api', other: 'web' },
  },
  'plan/nothing-to-share': {
    meaning:
      'A service uses the network, process or IPC namespace of another service, or its volumes. That one has no container, and none is to be made, because `--no-deps` leaves it out or because it is scaled to none.',
    repair:
      'Bring the other service up first, or leave `--no-deps` away. Where it is scaled to none, scale it to one, or the service that uses it to none as well.',
    args: { service: 'app', what: 'network namespace', owner: 'db', isNone: false },
  },
  'plan/host-without-address': {
    meaning:
      'An entry of `extra_hosts` has nothing behind its name, often because a variable is empty. Podman takes no such line.',
    repair: 'Give it an address, or set the variable.',
    args: { service: 'web', host: 'proxy' },
  },
  'plan/not-in-pod': {
    meaning:
      'With `--placement pod`, or `x-podman.placement: pod` in a service, a service has to share the pod, and what it asks for cannot be had there.',
    repair:
      'Take away what stands against it, or let it live beside the pod: it keeps its networks and names there.',
    args: { service: 'api', reason: '3 replicas need a network namespace each' },
  },
  'plan/pod-option': {
    meaning:
      'An option of `podman pod create` in `pod_args` or `--pod-args` means nothing to the pod that Selkie makes.',
    repair: 'Take it out, or write what it should do in the way that the message says.',
    args: { option: '--share=', why: 'the pod always has an infra container and shares the network alone' },
  },
  'plan/not-applied': {
    meaning:
      'The key is valid, but what it asks for is not done. Everything else is. [Compose keys on Podman](compose-support.md) says of each key what becomes of it.',
    repair: 'Take it away if it does not matter; the hint says why it is not applied.',
    args: {
      key: 'build.ssh',
      services: ['web'],
      why: 'Podman’s build endpoint has no way to pass SSH agents or keys',
    },
  },
};
