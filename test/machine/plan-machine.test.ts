import { describe, expect, test } from 'vitest';
import { defaultMachineName } from '../../src/machine/machine-name.ts';
import type { MachineRecord, RootfsRequest } from '../../src/machine/machine-spec.ts';
import type { ObservedRoots } from '../../src/machine/plan-machine.ts';
import { formatSteps, planInit, resolveRequest } from '../../src/machine/plan-machine.ts';

const open: RootfsRequest = {
  name: defaultMachineName,
  suite: undefined,
  packages: undefined,
  network: undefined,
  shares: undefined,
  mirror: undefined,
};
const record: MachineRecord = {
  ...resolveRequest(open, undefined, ['/home']),
  created: '2026-01-01T00:00:00.000Z',
};
const whole: ObservedRoots = { record, root: { kind: 'whole' }, pristine: { kind: 'whole' } };
const absent: ObservedRoots = { record: undefined, root: { kind: 'absent' }, pristine: { kind: 'absent' } };

function steps(request: RootfsRequest, observed: ObservedRoots): string {
  const { value } = planInit(resolveRequest(request, observed.record, ['/home']), observed);
  return value === undefined ? 'refused' : formatSteps(value);
}

describe('a machine is made', () => {
  test('from nothing in three steps', () => {
    expect(steps(open, absent)).toMatchInlineSnapshot(`
      "make-pristine: there is no Debian trixie root to copy yet
      copy-root: the machine has no root yet
      write-record: the machine is new"
    `);
  });

  test('as a copy of the pristine root where there is one', () => {
    expect(steps(open, { ...absent, pristine: { kind: 'whole' } })).toMatchInlineSnapshot(`
      "copy-root: the machine has no root yet
      write-record: the machine is new"
    `);
  });

  test('and what was half made is made anew', () => {
    const halfMade = { kind: 'half-made' } as const;
    expect(steps(open, { record: undefined, root: halfMade, pristine: halfMade })).toMatchInlineSnapshot(`
      "make-pristine: the Debian trixie root to copy is half made
      copy-root: the root of the machine is half made
      write-record: the machine is new"
    `);
  });

  test('with its own choices', () => {
    const request: RootfsRequest = { ...open, suite: 'sid', network: 'private', shares: ['/data'] };
    expect(resolveRequest(request, undefined, ['/home'])).toMatchObject({
      suite: 'sid',
      network: 'private',
      shares: ['/data'],
    });
  });
});

describe('a machine that is there', () => {
  test('stays as it is, also when its pristine root is gone', () => {
    expect(steps(open, whole)).toBe('');
    expect(steps({ ...open, suite: 'trixie' }, { ...whole, pristine: { kind: 'absent' } })).toBe('');
  });

  test('is mended when files of it are gone, and its record stays', () => {
    const root = { kind: 'damaged', problem: '`/usr/bin/podman` is gone' } as const;
    expect(steps(open, { ...whole, root })).toMatchInlineSnapshot(`"mend-root: \`/usr/bin/podman\` is gone"`);
  });

  test('is mended from a pristine root that is whole itself', () => {
    const root = { kind: 'damaged', problem: '`/usr/bin/crun` is gone' } as const;
    const pristine = { kind: 'damaged', problem: '`/usr/bin/conmon` is not what it was' } as const;
    expect(steps(open, { record, root, pristine })).toMatchInlineSnapshot(`
      "make-pristine: the Debian trixie root to copy is damaged: \`/usr/bin/conmon\` is not what it was
      mend-root: \`/usr/bin/crun\` is gone"
    `);
  });

  test('gets a root again when it lost the whole of it', () => {
    expect(steps(open, { ...whole, root: { kind: 'absent' } })).toMatchInlineSnapshot(
      `"copy-root: the root of the machine is gone"`,
    );
  });

  test('takes further shares, and keeps those it has', () => {
    const request: RootfsRequest = { ...open, shares: ['/srv'] };
    expect(steps(request, whole)).toMatchInlineSnapshot(`"write-record: it shares more folders"`);
    expect(resolveRequest(request, record, []).shares).toEqual(['/home', '/srv']);
  });

  test.each([
    [{ suite: 'sid' }, ['suite `trixie`, not `sid`']],
    [{ network: 'private' }, ['network `host`, not `private`']],
    [{ packages: ['curl'] }, ['extra packages none, not `curl`']],
    [
      { suite: 'sid', packages: ['jq', 'vim'] },
      ['suite `trixie`, not `sid`', 'extra packages none, not `jq`, `vim`'],
    ],
  ] as const)('is never replaced by another one: %j', (wanted, differences) => {
    const { value, diagnostics } = planInit(resolveRequest({ ...open, ...wanted }, record, []), whole);
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([{ code: 'machine/differs', args: { name: 'selkie', differences } }]);
  });
});
