import type { Version } from '../../podman/version.ts';
import { isAtLeast } from '../../podman/version.ts';
import { printVolume } from '../compare-settings.ts';
import type { RealSettings } from '../machine.ts';
import { printUsbSelector } from '../usb/selector.ts';

/** The words after `podman machine` that make a machine. The settings are such as the version knows. */
export function initArguments(name: string, settings: RealSettings, version: Version): readonly string[] {
  const { image, timezone, volumes } = settings;
  return [
    'init',
    ...sharedArguments(settings),
    ...(settings.swapBytes === undefined ? [] : ['--swap', mebibytes(settings.swapBytes)]),
    ...(image === undefined ? [] : [isAtLeast(version, [5, 0, 0]) ? '--image' : '--image-path', image]),
    ...(timezone === undefined ? [] : ['--timezone', timezone]),
    ...volumeArguments(volumes),
    name,
  ];
}

/** The words after `podman machine` that change a stopped machine. */
export function setArguments(name: string, changes: RealSettings): readonly string[] {
  // Nothing else takes all devices away.
  const noUsb = changes.usb?.length === 0 ? ['--usb='] : [];
  return ['set', ...sharedArguments(changes), ...noUsb, name];
}

function sharedArguments(settings: RealSettings): readonly string[] {
  const { cpus, memoryBytes, diskBytes, isRootful, usb, hasUserModeNetworking } = settings;
  return [
    ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
    ...(memoryBytes === undefined ? [] : ['--memory', mebibytes(memoryBytes)]),
    ...(diskBytes === undefined ? [] : ['--disk-size', String(Math.ceil(diskBytes / 1024 ** 3))]),
    ...(isRootful === undefined ? [] : [`--rootful=${String(isRootful)}`]),
    ...(hasUserModeNetworking === undefined
      ? []
      : [`--user-mode-networking=${String(hasUserModeNetworking)}`]),
    ...(usb ?? []).flatMap((selector) => ['--usb', printUsbSelector(selector)]),
  ];
}

function volumeArguments(volumes: RealSettings['volumes']): readonly string[] {
  if (volumes === undefined) return [];
  // An empty one takes the default away, which is the home folder.
  return volumes.length === 0 ? ['--volume='] : volumes.flatMap((one) => ['--volume', printVolume(one)]);
}

function mebibytes(bytes: number): string {
  return String(Math.ceil(bytes / 1024 ** 2));
}
