import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Where a test is, and what it is called. */
type Held = readonly [file: string, title: string];

const traps = 'systemd/traps.test.ts';
const deploy = 'systemd/host/deploy.test.ts';
const lives = 'e2e/systemd/scenario.test.ts';

/** What went wrong with units that others write, or that were written first, and the tests that would see it again. */
const table: Readonly<Record<string, readonly Held[]>> = {
  'a pod has its own rules: members with a host name, ports, DNS or addresses of their own are refused or ignored':
    [
      [traps, 'holds what its members would be refused for, or would be ignored in them'],
      ['planner/placement.test.ts', 'that has to be in the pod and cannot is refused with the reason'],
      [
        'e2e/port-clash/scenario.test.ts',
        'otherwise one moves beside the pod as soon as it is seen, and stays there',
      ],
    ],
  'a pod ends with its last member, and all units bound to it with it': [
    [traps, 'of Podman %s does not end with its members: %s'],
  ],
  '`Requires=` restarts dependents and runs jobs again when a dependency crashes': [
    [traps, 'nothing requires a dependency'],
    [traps, 'a job stays active when it has ended'],
  ],
  'a pod has started long before its containers have': [
    [deploy, 'every unit that runs something is started by name'],
    [traps, 'a unit that becomes active when healthy may take as long as its check may'],
  ],
  "a user's units wait 90 seconds for a network that nothing brings up": [
    [traps, "a user's units do not wait for the network, where Podman can be told so"],
  ],
  'the generator leaves out a unit with a key that it does not know': [
    [traps, 'Podman %s gets no key that it does not know, and the container loses nothing by that'],
    [deploy, 'files that the generator complains of are not installed'],
    [deploy, 'a unit that systemd does not have after reading the files is an error'],
    [
      'e2e/systemd-keys/scenario.test.ts',
      'are read by the generator and by systemd without a word, in placement %s',
    ],
  ],
  'an empty word ends a command, and a lone `;` makes it none': [
    [traps, 'an empty word and a lone `;` do not end a command'],
    ['systemd/formats.test.ts', 'plain units wait for conditions, and pass on every word of a command'],
  ],
  'systemd replaces `$` and `%` wherever they come to a command line': [
    [traps, '`$` and `%` are written twice in every value that comes to a command line'],
    ['systemd/escape.test.ts', '%j is written %s'],
    ['e2e/systemd-values/scenario.test.ts', 'any string arrives unchanged, as %s'],
  ],
  'members of a pod stop one after the other, and systemd kills who takes too long': [
    [traps, 'gives every member the time that all of them together may take to stop'],
  ],
  'a container that ended by SIGTERM leaves a failed unit': [
    [traps, 'a container that ends by SIGTERM has stopped well, one that was killed for its memory has not'],
  ],
  'units whose files are gone can no longer be stopped': [
    [deploy, 'a unit that goes is stopped while its file is there'],
  ],
  'one `Mount=` without a source has old generators fail for every unit of the machine': [
    [traps, 'an anonymous volume is no Mount without a source'],
  ],
  'units cannot be made of containers whose create command is not known': [
    ['podman/spec-generator.test.ts', 'containerCreateCommand'],
    [
      'e2e/systemd/plain.test.ts',
      'have the names that `podman generate systemd` gives those of containers by up',
    ],
  ],
  'Podman and systemd fight over a container that either of them stops or restarts': [
    [lives, 'is left to it by up and down, and stop, start and restart go through it'],
  ],
};

test.each(
  Object.entries(table).flatMap(([trap, held]) => held.map(([file, title]) => ({ trap, file, title }))),
)('$trap: $file holds it ($title)', ({ file, title }) => {
  const source = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  // As it stands there, within quotes of either kind.
  expect(source.replaceAll("\\'", "'")).toContain(title);
});
