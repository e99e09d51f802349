import type { RealSettings } from './machine.ts';

/** A setting of a machine. */
export type SettingName = keyof RealSettings;

/** Since when in its life a setting can be chosen. `why` is a clause that says what stands in the way, and `way` what helps. */
export type Ability =
  | {
      readonly kind: 'none';
      readonly why: string;
      readonly way?: string | undefined;
      /** What every machine has. */
      readonly fixed?: boolean;
    }
  /** Only when the machine is made. */
  | { readonly kind: 'made' }
  /** Also later, while it is stopped. */
  | { readonly kind: 'stopped' }
  /** Also while it runs, though it may take its effect at the next start. */
  | { readonly kind: 'always' };

/** What can be chosen of each setting. */
export type Abilities = Readonly<Record<SettingName, Ability>>;

/** The settings by what people call them, in the order in which they are shown. */
export const settingWords: Readonly<Record<SettingName, string>> = {
  cpus: 'cpus',
  memoryBytes: 'memory',
  diskBytes: 'disk size',
  swapBytes: 'swap',
  isRootful: 'rootful',
  image: 'image',
  usb: 'usb',
  volumes: 'volumes',
  timezone: 'timezone',
  hasUserModeNetworking: 'user-mode networking',
};

/** The names of all settings. */
export const settingNames: readonly SettingName[] = [
  'cpus',
  'memoryBytes',
  'diskBytes',
  'swapBytes',
  'isRootful',
  'image',
  'usb',
  'volumes',
  'timezone',
  'hasUserModeNetworking',
];

/** Why a setting cannot be had as wanted; undefined where it can. What every machine has may well be asked for. */
export function limitOf(ability: Ability, wanted: unknown): Limit | undefined {
  if (ability.kind !== 'none' || wanted === undefined || wanted === ability.fixed) return undefined;
  return { why: ability.why, way: ability.way };
}

/** What stands in the way of a setting, and what helps. */
export interface Limit {
  readonly why: string;
  readonly way: string | undefined;
}
