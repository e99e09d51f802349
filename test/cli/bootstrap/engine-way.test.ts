import { expect, test } from 'vitest';
import { engineWay } from '../../../src/cli/bootstrap/engine-way.ts';
import type { EngineSituation, EngineWay } from '../../../src/cli/bootstrap/engine-way.ts';
import type { Check, FixStep } from '../../../src/machine/doctor/check.ts';
import type { Result } from '../../../src/machine/doctor/examine.ts';

const check = (name: string): Check => ({
  name,
  group: 'engine',
  looksAt: '',
  why: '',
  run: () => Promise.reject(new Error('not run')),
});

/** An error that can be mended (`runtime+`) or is left to people (`cgroups`). */
const error = (text: string): Result => {
  const fix: FixStep = text.endsWith('+')
    ? { kind: 'run', command: ['true'], by: 'root' }
    : { kind: 'advice', text: 'think' };
  const name = text.replace('+', '');
  return { check: check(name), verdict: { state: 'error', found: `${name} is wrong`, fix: [fix] } };
};

const settings = (given: object) => given as EngineSituation['machine'];

test.each<[what: string, situation: Partial<EngineSituation>, way: EngineWay]>([
  ['an engine that answers is taken', { place: 'host' }, { kind: 'there' }],
  [
    'so is one on another host, whatever is wrong here',
    { place: 'elsewhere', results: [error('cgroups')] },
    { kind: 'there' },
  ],
  ['so is a machine that runs', { place: 'machine', platform: 'darwin' }, { kind: 'there' }],
  ['what can be mended is mended', { results: [error('podman+'), error('runtime+')] }, { kind: 'mend' }],
  [
    'that no engine answers follows from the rest',
    { results: [error('podman+'), error('engine')] },
    { kind: 'mend' },
  ],
  [
    'what nobody can mend takes a machine',
    { results: [error('podman+'), error('cgroups')] },
    { kind: 'machine', provider: 'rootfs', because: 'cgroups is wrong' },
  ],
  [
    'also where an engine answers that will run nothing',
    { place: 'host', results: [error('cgroups')] },
    { kind: 'machine', provider: 'rootfs', because: 'cgroups is wrong' },
  ],
  [
    'other platforms take Podman’s machine',
    { platform: 'win32', results: [error('podman+')] },
    { kind: 'machine', provider: 'podman', because: 'only Linux runs containers without one' },
  ],
  [
    'a machine that the compose file asks for is used in place of the host’s Podman',
    { place: 'host', machine: settings({ provider: 'podman' }) },
    { kind: 'machine', provider: 'podman', because: 'the compose file says so' },
  ],
  [
    'a machine that it names is, too, whatever other one runs',
    { place: 'machine', machine: settings({ name: 'dev' }) },
    { kind: 'machine', provider: 'rootfs', because: 'the compose file says so' },
  ],
  [
    'where containers run in a machine its settings are seen to',
    { place: 'machine', platform: 'darwin', machine: settings({ cpus: 4 }) },
    { kind: 'machine', provider: 'podman', because: 'the compose file says so' },
  ],
  [
    'and where they do not, they ask for none',
    { place: 'host', machine: settings({ cpus: 4 }) },
    { kind: 'there' },
  ],
])('%s', (_, situation, way) => {
  expect(
    engineWay({ platform: 'linux', results: [], place: undefined, machine: undefined, ...situation }),
  ).toEqual(way);
});
