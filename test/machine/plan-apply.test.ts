import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/diagnostics/words.ts';
import type { Abilities } from '../../src/machine/abilities.ts';
import { settingNames } from '../../src/machine/abilities.ts';
import type { Machine, RealSettings } from '../../src/machine/machine.ts';
import { noSettings } from '../../src/machine/machine.ts';
import type { ApplyRequest, ApplyStep } from '../../src/machine/plan-apply.ts';
import { planApply } from '../../src/machine/plan-apply.ts';
import { podmanAbilities } from '../../src/machine/podman/abilities.ts';
import { rootfsAbilities } from '../../src/machine/rootfs/describe.ts';

const gib = 1024 ** 3;
const mib = 1024 ** 2;
const qemu = podmanAbilities([5, 8, 6], 'qemu');

const there: RealSettings = {
  cpus: 2,
  memoryBytes: 2 * gib,
  diskBytes: 100 * gib,
  swapBytes: 0,
  isRootful: false,
  image: 'default',
  usb: [],
  volumes: [{ source: '/home/me', target: '/home/me' }],
  timezone: 'local',
  hasUserModeNetworking: true,
};

function machine(settings: Partial<RealSettings> = {}, state: Machine['state'] = 'stopped'): Machine {
  const provider = 'podman';
  const all = { ...there, ...settings };
  return { name: 'dev', provider, state, created: '', engine: undefined, settings: all, details: {} };
}

function plan(
  wanted: Partial<RealSettings>,
  real: Machine | undefined,
  options: Partial<ApplyRequest> & { readonly abilities?: Abilities } = {},
): string {
  const { abilities = qemu, ...rest } = options;
  const request: ApplyRequest = {
    name: 'dev',
    wanted: { ...noSettings, ...wanted },
    isStarting: false,
    mayRecreate: false,
    unsupported: 'skip',
    ...rest,
  };
  const { value, diagnostics } = planApply(request, real, abilities);
  const lines = value?.map(({ kind, because }) => `${kind}: ${because}`) ?? ['nothing can be done'];
  return [...diagnostics.map((one) => `(${messageOf(one)})`), ...lines].join('\n');
}

describe('what a machine needs to be as wanted', () => {
  test('nothing where nothing is wanted, or all is so', () => {
    expect(plan({}, machine())).toBe('');
    expect(plan(there, machine({}, 'running'))).toBe('');
    expect(plan({ usb: [] }, machine())).toBe('');
  });

  test('one that is not there is made, and started when it is to run', () => {
    expect(plan({ cpus: 4 }, undefined)).toBe('create: there is no machine dev');
    expect(plan({ cpus: 4 }, undefined, { isStarting: true })).toMatchInlineSnapshot(`
      "create: there is no machine dev
      start: it is to run"
    `);
  });

  test('a stopped one is changed, and stays stopped', () => {
    expect(plan({ cpus: 4, memoryBytes: 4 * gib }, machine())).toBe('change: cpus 2 → 4, memory 2GiB → 4GiB');
  });

  test('a running one is stopped for it, and started again', () => {
    expect(plan({ isRootful: true }, machine({}, 'running'))).toMatchInlineSnapshot(`
      "stop: rootful no → yes
      change: rootful no → yes
      start: it was running"
    `);
  });

  test('a size is rounded up to what a machine can have', () => {
    expect(plan({ memoryBytes: 2 * gib - 1, diskBytes: 99.5 * gib }, machine())).toBe('');
    expect(plan({ diskBytes: 100 * gib + 1 }, machine())).toBe('change: disk size 100GiB → 101GiB');
  });

  test('a disk never shrinks', () => {
    expect(plan({ diskBytes: 50 * gib, cpus: 4 }, machine())).toMatchInlineSnapshot(`
      "(only a new machine can be as wanted, and \`dev\` exists: disk size 100GiB → 50GiB)
      nothing can be done"
    `);
  });

  test('what is fixed when it is made needs a new one, and only takes it when allowed', () => {
    const wanted = { swapBytes: gib, cpus: 3 };
    expect(plan(wanted, machine({}, 'running'))).toMatchInlineSnapshot(`
      "(only a new machine can be as wanted, and \`dev\` exists: swap 0B → 1GiB)
      nothing can be done"
    `);
    expect(plan(wanted, machine({}, 'running'), { mayRecreate: true })).toMatchInlineSnapshot(`
      "stop: cpus 2 → 3, swap 0B → 1GiB
      remove: cpus 2 → 3, swap 0B → 1GiB: only a new machine can have that
      create: cpus 2 → 3, swap 0B → 1GiB
      start: it was running"
    `);
  });

  test('a new one keeps what nothing was said of', () => {
    const request: ApplyRequest = {
      name: 'dev',
      wanted: { ...noSettings, diskBytes: 20 * gib },
      isStarting: false,
      mayRecreate: true,
      unsupported: 'skip',
    };
    const created = planApply(request, machine(), qemu).value?.find(({ kind }) => kind === 'create');
    expect(created).toMatchObject({ settings: { cpus: 2, diskBytes: 20 * gib, volumes: there.volumes } });
  });

  test('a folder within one that it has is there already', () => {
    const within = { source: '/home/me/project', target: '/home/me/project' };
    expect(plan({ volumes: [within] }, machine())).toBe('');
    expect(plan({ volumes: [{ source: '/srv', target: '/srv' }] }, machine())).toContain(
      'nothing can be done',
    );
    expect(plan({ volumes: [{ ...within, target: '/srv' }] }, machine())).toContain('nothing can be done');
  });

  test('what nobody can tell is left as it is, and said', () => {
    expect(plan({ timezone: 'Europe/Berlin' }, machine({ timezone: undefined }))).toBe(
      '(nobody knows with which `timezone` machine `dev` was made)',
    );
  });

  test('what a version does not know is left out with its reason, or refused', () => {
    const old = podmanAbilities([5, 4, 2], 'qemu');
    expect(plan({ swapBytes: gib }, undefined, { abilities: old })).toMatchInlineSnapshot(`
      "(\`swap\` of machine \`dev\` is left out: Podman 5.4.2 does not know it yet)
      create: there is no machine dev"
    `);
    expect(plan({ swapBytes: gib }, undefined, { abilities: old, unsupported: 'refuse' })).toContain(
      'cannot choose `swap` for machine `dev`: Podman 5.4.2 does not know it yet',
    );
  });

  test('what every machine of a kind has may well be asked for', () => {
    expect(plan({ hasUserModeNetworking: true }, machine())).toBe('');
    expect(plan({ isRootful: true }, undefined, { abilities: rootfsAbilities })).toBe(
      'create: there is no machine dev',
    );
    expect(plan({ isRootful: false }, undefined, { abilities: rootfsAbilities })).toContain('always rootful');
  });

  test('a rootfs machine takes more folders without being stopped', () => {
    const volumes = [{ source: '/srv', target: '/srv' }];
    expect(plan({ volumes }, machine({}, 'running'), { abilities: rootfsAbilities })).toBe(
      'change: volumes /home/me:/home/me → /srv:/srv',
    );
  });
});

describe('which settings there are', () => {
  test.each([
    ['qemu', [4, 7, 2], 'usb', 'none'],
    ['qemu', [4, 8, 3], 'usb', 'stopped'],
    ['applehv', [5, 8, 6], 'usb', 'none'],
    ['wsl', [5, 8, 6], 'cpus', 'none'],
    ['wsl', [5, 8, 6], 'hasUserModeNetworking', 'stopped'],
    ['hyperv', [5, 8, 6], 'cpus', 'stopped'],
    ['libkrun', [5, 5, 0], 'swapBytes', 'none'],
    ['libkrun', [5, 6, 0], 'swapBytes', 'made'],
  ] as const)('%s with Podman %j: %s is %s', (vmType, version, setting, kind) => {
    expect(podmanAbilities(version, vmType)[setting].kind).toBe(kind);
  });
});

const settings = fc.record(
  {
    cpus: fc.integer({ min: 1, max: 16 }),
    memoryBytes: fc.integer({ min: 512, max: 8192 }).map((size) => size * mib + 7),
    diskBytes: fc.integer({ min: 10, max: 200 }).map((size) => size * gib),
    swapBytes: fc.integer({ min: 0, max: 4096 }).map((size) => size * mib),
    isRootful: fc.boolean(),
    image: fc.constantFrom('default', '5.4'),
    usb: fc.subarray([
      { kind: 'model', vendor: 0x10c4, product: 0xea60 },
      { kind: 'place', bus: 1, device: 4 },
    ] as const),
    volumes: fc.subarray([
      { source: '/srv', target: '/srv' },
      { source: '/home/me/a', target: '/home/me/a' },
    ]),
    timezone: fc.constantFrom('local', 'Europe/Berlin'),
    hasUserModeNetworking: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** What the steps make of a machine. */
function carriedOut(real: Machine | undefined, steps: readonly ApplyStep[]): Machine | undefined {
  let now = real;
  for (const step of steps) {
    if (step.kind === 'remove') now = undefined;
    if (step.kind === 'create') now = machine(known(step.settings));
    if (step.kind === 'change' && now !== undefined)
      now = { ...now, settings: { ...now.settings, ...known(step.changes) } };
    if (step.kind === 'start' && now !== undefined) now = { ...now, state: 'running' };
    if (step.kind === 'stop' && now !== undefined) now = { ...now, state: 'stopped' };
  }
  return now;
}

function known(all: RealSettings): Partial<RealSettings> {
  return Object.fromEntries(
    settingNames.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]),
  );
}

const kinds = fc.constantFrom(
  qemu,
  podmanAbilities([5, 4, 2], 'qemu'),
  podmanAbilities([5, 8, 6], 'wsl'),
  podmanAbilities([5, 8, 6], 'applehv'),
  rootfsAbilities,
);
const reals = fc.option(
  fc
    .tuple(settings, fc.constantFrom('stopped' as const, 'running' as const))
    .map(([some, state]) => machine(some, state)),
  { nil: undefined },
);

test('applied once, there is nothing left to do', () => {
  fc.assert(
    fc.property(
      settings,
      reals,
      kinds,
      fc.boolean(),
      fc.boolean(),
      (wanted, real, abilities, isStarting, mayRecreate) => {
        const request: ApplyRequest = {
          name: 'dev',
          wanted: { ...noSettings, ...wanted },
          isStarting,
          mayRecreate,
          unsupported: 'skip',
        };
        const { value } = planApply(request, real, abilities);
        if (value === undefined) return;
        const again = planApply(request, carriedOut(real, value), abilities);
        expect(again.value).toEqual([]);
      },
    ),
  );
});

test('a machine is never taken away unasked, and one that ran runs afterwards', () => {
  fc.assert(
    fc.property(settings, reals, kinds, fc.boolean(), (wanted, real, abilities, mayRecreate) => {
      const request: ApplyRequest = {
        name: 'dev',
        wanted: { ...noSettings, ...wanted },
        isStarting: false,
        mayRecreate,
        unsupported: 'skip',
      };
      const steps = planApply(request, real, abilities).value ?? [];
      const isTakenAway = steps.some(({ kind }) => kind === 'remove');
      expect(isTakenAway && !mayRecreate).toBe(false);
      const isUp = carriedOut(real, steps)?.state === 'running';
      expect(isUp || real?.state !== 'running').toBe(true);
    }),
  );
});
