import { formatBinaryBytes } from '../lib/format-bytes.ts';
import type { SettingName } from './abilities.ts';
import type { MachineVolume, RealSettings } from './machine.ts';
import { printUsbSelector } from './usb/selector.ts';

const mebibyte = 1024 ** 2;
const gibibyte = 1024 ** 3;

/** Sizes as a machine can have them: memory and swap in whole MiB, the disk in whole GiB; rounded up. */
export function onWholeUnits(settings: RealSettings): RealSettings {
  return {
    ...settings,
    memoryBytes: roundedUp(settings.memoryBytes, mebibyte),
    swapBytes: roundedUp(settings.swapBytes, mebibyte),
    diskBytes: roundedUp(settings.diskBytes, gibibyte),
  };
}

/** Whether a setting is already as wanted. A machine may have more folders than are wanted, but no other USB devices. */
export function isAsWanted(setting: SettingName, wanted: RealSettings, real: RealSettings): boolean {
  if (setting === 'volumes') {
    return (wanted.volumes ?? []).every((volume) => isCovered(volume, real.volumes ?? []));
  }
  if (setting === 'usb') return usbText(wanted) === usbText(real);
  return wanted[setting] === real[setting];
}

/** A setting for people: `4GiB`, `yes`, `/home`. */
export function printSetting(setting: SettingName, settings: RealSettings): string {
  switch (setting) {
    case 'memoryBytes':
    case 'diskBytes':
    case 'swapBytes': {
      const bytes = settings[setting];
      return bytes === undefined ? 'unknown' : formatBinaryBytes(bytes);
    }
    case 'isRootful':
    case 'hasUserModeNetworking': {
      const flag = settings[setting];
      return flag === undefined ? 'unknown' : flag ? 'yes' : 'no';
    }
    case 'usb':
      return listed(settings.usb?.map(printUsbSelector));
    case 'volumes':
      return listed(settings.volumes?.map(printVolume));
    case 'cpus':
    case 'image':
    case 'timezone':
      return String(settings[setting] ?? 'unknown');
  }
}

/** `SOURCE:TARGET`. */
export function printVolume({ source, target }: MachineVolume): string {
  return `${source}:${target}`;
}

/** Whether the machine has a folder at the same place already, perhaps as a part of a larger one. */
function isCovered({ source, target }: MachineVolume, shared: readonly MachineVolume[]): boolean {
  return shared.some((one) => {
    const rest = restBelow(source, one.source);
    return rest !== undefined && rest === restBelow(target, one.target);
  });
}

/** What of `path` comes after `folder`: '' for the folder itself; undefined where it is not in it. */
export function restBelow(path: string, folder: string): string | undefined {
  if (path === folder) return '';
  const above = folder === '/' ? '' : folder;
  return path.startsWith(`${above}/`) ? path.slice(above.length) : undefined;
}

function usbText(settings: RealSettings): string {
  return [...new Set(settings.usb?.map(printUsbSelector))].sort().join(' ');
}

function listed(words: readonly string[] | undefined): string {
  if (words === undefined) return 'unknown';
  return words.length === 0 ? 'none' : words.join(' ');
}

function roundedUp(bytes: number | undefined, unit: number): number | undefined {
  return bytes === undefined ? undefined : Math.ceil(bytes / unit) * unit;
}
