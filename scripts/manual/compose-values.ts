import type { composeEntries } from '../../src/diagnostics/catalog/compose.ts';
import type { Manual } from './section.ts';

/** What reading single values finds. */
export const valueSections = {
  'compose/bad-port': {
    meaning: 'The text is no port mapping. Ports are 1 to 65535; ranges on both sides must be of one length.',
    repair: 'Correct it. Write it in quotes, so that YAML does not take it for a number.',
    args: { path: 'services.web.ports[0]', text: '80:web', problem: '`web` is no port' },
    file: 'services:\n  web:\n    ports:\n      - «80:web»\n',
  },
  'compose/bad-mount': {
    meaning: 'The text is no mount.',
    repair: 'Correct it, or use the long form, whose keys say what they mean.',
    args: { path: 'services.web.volumes[0]', text: 'a:b:c:d', problem: 'it has too many parts' },
    file: 'services:\n  web:\n    volumes:\n      - «a:b:c:d»\n',
  },
  'compose/bad-device': {
    meaning: 'The text is no device.',
    repair: 'Correct it.',
    args: {
      path: 'services.web.devices[0]',
      text: '/dev/fuse:/dev/fuse:x',
      problem: 'permissions are of `rwm`',
    },
    file: 'services:\n  web:\n    devices:\n      - «/dev/fuse:/dev/fuse:x»\n',
  },
  'compose/missing-target': {
    meaning: 'A mount, port or device does not say where it goes in the container.',
    repair: 'Add `target`.',
    args: { path: 'services.web.volumes[0]' },
    file: 'services:\n  web:\n    volumes:\n      - { «type»: volume, source: data }\n',
  },
  'compose/bad-duration': {
    meaning: 'The text is no length of time.',
    repair: 'Write a number with a unit: `us`, `ms`, `s`, `m` or `h`.',
    args: { path: 'services.web.stop_grace_period', text: '30', problem: 'it has no unit' },
    file: 'services:\n  web:\n    stop_grace_period: «"30"»\n',
  },
  'compose/bad-size': {
    meaning: 'The text is no number of bytes.',
    repair: 'Write a number, with or without one of the units `b`, `k`, `m` and `g`.',
    args: { path: 'services.web.mem_limit', text: 'lots' },
    file: 'services:\n  web:\n    mem_limit: «lots»\n',
  },
  'compose/bad-number': {
    meaning: 'The value is no number, or one that the key cannot have.',
    repair: 'Correct it.',
    args: { path: 'services.web.cpus', text: 'half' },
    file: 'services:\n  web:\n    cpus: «half»\n',
  },
  'compose/bad-mode': {
    meaning: 'The value is no set of permission bits in octal digits.',
    repair: 'Write them as `0440`, or in quotes.',
    args: { path: 'services.web.secrets[0].mode', text: '0999' },
    file: 'services:\n  web:\n    secrets:\n      - { source: key, mode: «"0999"» }\n',
  },
  'compose/bad-command': {
    meaning: 'A command line is split into words as a shell does, and a quote in it is not closed.',
    repair: 'Close the quote, or write the words as a list.',
    args: { path: 'services.web.command' },
    file: 'services:\n  web:\n    command: «echo "hello»\n',
  },
  'compose/bad-extra-host': {
    meaning: 'The text is no name with an address.',
    repair: 'Write `name=address`.',
    args: { path: 'services.web.extra_hosts[0]', text: 'db' },
    file: 'services:\n  web:\n    extra_hosts:\n      - «db»\n',
  },
  'compose/trailing-space': {
    meaning: 'The name of a variable ends with a blank, which no program would look for.',
    repair: 'Remove the blank before `=`.',
    args: { path: 'services.web.environment', key: 'LEVEL ' },
    file: 'services:\n  web:\n    environment:\n      - «"LEVEL =info"»\n',
  },
  'compose/blank-value': {
    meaning: 'The value is empty or made of blanks, often because a variable is.',
    repair: 'Give it a value or remove the key.',
    args: { path: 'services.web.build.context' },
    file: 'services:\n  web:\n    build:\n      context: «""»\n',
  },
  'compose/external-name': {
    meaning: 'The name of an external thing was once written below `external`. It still counts.',
    repair: 'Write the name beside `external: true`.',
    args: { path: 'volumes.data' },
    file: 'volumes:\n  data:\n    «external»: { name: shop_data }\n',
  },
  'compose/external-name-conflict': {
    meaning: 'The name is there twice, in the old place and in the new one, and the two differ.',
    repair: 'Remove the one below `external`.',
    args: { path: 'volumes.data' },
    file: 'volumes:\n  data:\n    name: one\n    «external»: { name: two }\n',
  },
} satisfies Partial<Manual<typeof composeEntries>>;
