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
  'systemd/no-pods': {
    meaning: 'Quadlet has had pods since Podman 5.0, and the project was asked to be in one.',
    repair: 'Leave `--placement pod` out: without it, services get networks of their own there.',
    args: { version: '4.9.3' },
  },
};
