import type { JsonObject } from '../lib/json.ts';
import type { MachineSettings } from '../model/machine-settings.ts';
import type { UsbSelector } from './usb/selector.ts';

/** What provides a machine. */
export type ProviderName = 'rootfs' | 'podman';

/** How a machine stands. `damaged`: made, but files that it needs are gone. */
export type MachineState = 'stopped' | 'starting' | 'running' | 'stopping' | 'damaged';

/** A machine as it is. */
export interface Machine {
  readonly name: string;
  readonly provider: ProviderName;
  readonly state: MachineState;
  /** ISO 8601. */
  readonly created: string;
  /** Where its engine answers; undefined while it does not run. */
  readonly engine: MachineEngine | undefined;
  readonly settings: RealSettings;
  /** What only its provider knows of it, as `inspect` shows it. */
  readonly details: JsonObject;
}

/** The ways to a machine's engine. */
export interface MachineEngine {
  /** `unix:///path`, or `npipe:////./pipe/name` on Windows. */
  readonly url: string;
  /** The API socket of the host, where it is one. */
  readonly socket: string | undefined;
  /** Private key for ssh into the machine. */
  readonly identity: string | undefined;
}

/** What a machine is made of. undefined: its provider has no such setting, or cannot tell. */
export interface RealSettings extends Omit<MachineSettings, 'name' | 'provider' | 'usb' | 'volumes'> {
  readonly usb: readonly UsbSelector[] | undefined;
  readonly volumes: readonly MachineVolume[] | undefined;
}

/** A folder of the host that the machine has, too. */
export interface MachineVolume {
  readonly source: string;
  readonly target: string;
}

/** Settings of which nothing is known, or written. */
export const noSettings: { readonly [Key in keyof RealSettings]: undefined } = {
  cpus: undefined,
  memoryBytes: undefined,
  diskBytes: undefined,
  swapBytes: undefined,
  isRootful: undefined,
  image: undefined,
  usb: undefined,
  volumes: undefined,
  timezone: undefined,
  hasUserModeNetworking: undefined,
};
