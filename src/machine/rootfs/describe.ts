import type { Abilities, Ability } from '../abilities.ts';
import type { MachineRun, ObservedMachine } from '../machine-spec.ts';
import type { Machine, MachineEngine } from '../machine.ts';
import { noSettings } from '../machine.ts';

/** A rootfs machine as every provider describes its own. */
export function describeRootfs({ record, state, run, root }: ObservedMachine): Machine {
  return {
    name: record.name,
    provider: 'rootfs',
    state,
    created: record.created,
    engine: run === undefined ? undefined : engineOf(run),
    settings: {
      ...noSettings,
      isRootful: true,
      volumes: record.shares.map((share) => ({ source: share, target: share })),
    },
    details: {
      suite: record.suite,
      packages: record.packages,
      network: record.network,
      shares: record.shares,
      mirror: record.mirror ?? null,
      root,
      pid: run?.pid ?? null,
    },
  };
}

/** Where the engine of a running machine answers. */
export function engineOf({ socket }: MachineRun): MachineEngine {
  return { url: `unix://${socket}`, socket, identity: undefined };
}

const ofHost: Ability = {
  kind: 'none',
  why: 'a rootfs machine has all that its host has',
  way: 'limit single containers, or use `--provider podman`',
};

/** A rootfs machine is its host in other clothes: nothing of it is rationed. */
export const rootfsAbilities: Abilities = {
  cpus: ofHost,
  memoryBytes: ofHost,
  diskBytes: ofHost,
  swapBytes: ofHost,
  isRootful: { kind: 'none', fixed: true, why: 'the engine of a rootfs machine is always rootful' },
  image: { kind: 'none', why: 'a rootfs machine is made from Debian packages', way: 'use `--suite`' },
  usb: { kind: 'none', why: 'a rootfs machine sees the devices of its host already' },
  volumes: { kind: 'always' },
  timezone: { kind: 'none', why: 'a rootfs machine is made with UTC', way: 'set `TZ` for single services' },
  hasUserModeNetworking: {
    kind: 'none',
    why: 'a rootfs machine has no such network',
    way: 'use `--network`',
  },
};
