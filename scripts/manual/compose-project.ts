import type { composeEntries } from '../../src/diagnostics/catalog/compose.ts';
import type { Manual } from './section.ts';

/** What looking at the project as a whole finds. */
export const projectSections = {
  'compose/exclusive-keys': {
    meaning: 'Two keys are there of which only one can be.',
    repair: 'Decide for one.',
    args: { path: 'services.web', keys: ['network_mode', 'networks'] },
    file: 'services:\n  web:\n    «network_mode»: host\n    networks: [front]\n',
  },
  'compose/one-key-needed': {
    meaning: 'None of several keys is there, and one of them must be.',
    repair: 'Add one.',
    args: { path: 'secrets.key', keys: ['file', 'environment'] },
    file: 'secrets:\n  «key»: {}\n',
  },
  'compose/no-image': {
    meaning: 'A service has nothing to run.',
    repair: 'Add `image` or `build`.',
    args: { service: 'web' },
    file: 'services:\n  «web»:\n    command: serve\n',
  },
  'compose/undefined-reference': {
    meaning:
      'A service uses a network, volume, secret, config, model or other service that the project does not have.',
    repair: 'Define it at the top level, or correct the name.',
    args: { service: 'web', kind: 'network', reference: 'fornt', known: ['front', 'back'] },
    file: 'services:\n  web:\n    networks: [«fornt»]\nnetworks:\n  front:\n  back:\n',
  },
  'compose/disabled-dependency': {
    meaning: 'A service needs another one that is off, because none of its profiles is active.',
    repair: 'Activate the profile, or let the service do without.',
    args: { service: 'web', target: 'debugger' },
    file: 'services:\n  web:\n    depends_on: [«debugger»]\n  debugger:\n    profiles: [debug]\n',
  },
  'compose/context-without-build': {
    meaning:
      '`additional_contexts` can take the image that another service builds, and this one builds none.',
    repair: 'Name a service with `build`, or the image itself with `docker-image://`.',
    args: { service: 'web', target: 'db' },
    file: 'services:\n  web:\n    build:\n      context: .\n      additional_contexts:\n        base: «service:db»\n',
  },
  'compose/platform-not-built': {
    meaning: 'The image is not built for the platform that the service is to run on.',
    repair: 'Add the platform to `build.platforms`, or run another one.',
    args: { service: 'web', platform: 'linux/arm64' },
    file: 'services:\n  web:\n    platform: «linux/arm64»\n    build:\n      platforms: [linux/amd64]\n',
  },
  'compose/bad-healthcheck': {
    meaning: 'The test of a health check, written as a list, begins with the way that it is run.',
    repair: 'Put `CMD` before the words of a command, or `CMD-SHELL` before a shell line.',
    args: { service: 'web', first: 'curl' },
    file: 'services:\n  web:\n    healthcheck:\n      test: «[curl, -f, localhost]»\n',
  },
  'compose/distinct-values': {
    meaning: 'The same limit can be written in two places, and the two do not agree.',
    repair: 'Keep one.',
    args: { service: 'web', keys: ['scale', 'deploy.replicas'] },
    file: 'services:\n  web:\n    scale: «2»\n    deploy:\n      replicas: 3\n',
  },
  'compose/named-replicas': {
    meaning: 'Several containers cannot have one name.',
    repair: 'Remove `container_name`: names are then made from project, service and number.',
    args: { service: 'web', key: 'scale' },
    file: 'services:\n  web:\n    container_name: web\n    scale: «2»\n',
  },
  'compose/same-container-name': {
    meaning: 'Two services give their containers the same name.',
    repair: 'Change or remove one.',
    args: { name: 'web', service: 'api', other: 'front' },
    file: 'services:\n  front:\n    container_name: web\n  api:\n    container_name: «web»\n',
  },
  'compose/watch-without-target': {
    meaning: 'Files are to be copied into the container, but not where.',
    repair: 'Add `target`.',
    args: { service: 'web', action: 'sync' },
    file: 'services:\n  web:\n    develop:\n      watch:\n        - { «path»: ./src, action: sync }\n',
  },
  'compose/duplicate-target': {
    meaning: 'Two mounts go to the same place, and only one could be seen.',
    repair: 'Remove one.',
    args: { service: 'web', target: '/data' },
    file: 'services:\n  web:\n    volumes:\n      - a:/data\n      - «b:/data»\n',
  },
  'compose/mount-without-source': {
    meaning: 'This type of mount cannot do without a source.',
    repair: 'Add `source`.',
    args: { service: 'web', type: 'bind' },
    file: 'services:\n  web:\n    volumes:\n      - { «type»: bind, target: /data }\n',
  },
  'compose/dependency-cycle': {
    meaning: 'Services wait for each other in a circle, so none could ever start.',
    repair: 'Remove one of the dependencies.',
    args: { services: ['web', 'api', 'db'] },
    file: 'services:\n  web:\n    depends_on: [«api»]\n  api:\n    depends_on: [db]\n  db:\n    depends_on: [web]\n',
  },
  'compose/unknown-service': {
    meaning: 'The command names a service that the compose file does not have.',
    repair: 'Check the spelling; `selkie config --services` lists the services.',
    args: { service: 'wbe', nearest: 'web' },
  },
} satisfies Partial<Manual<typeof composeEntries>>;
