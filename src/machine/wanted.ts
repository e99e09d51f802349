import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { MachineSettings } from '../model/machine-settings.ts';
import type { RealSettings } from './machine.ts';
import type { MachineContext } from './provider.ts';
import { listUsb } from './usb/list.ts';
import { resolveUsb } from './usb/resolve.ts';
import { parseVolume } from './volume.ts';

/** What is written of a machine, by a compose file or on the command line. */
export type WrittenSettings = Omit<MachineSettings, 'name' | 'provider'>;

/** What is wanted of a machine: folders are absolute, and devices those that are meant. */
export async function wantedSettings(
  written: WrittenSettings,
  { host, signal }: Pick<MachineContext, 'host' | 'signal'>,
): Promise<Outcome<RealSettings>> {
  const volumes = written.volumes?.map((text) => parseVolume(text, host));
  if (written.usb === undefined) return { value: { ...written, usb: undefined, volumes }, diagnostics: [] };
  const usb = await resolveUsb(written.usb, async () => (await listUsb(host, signal)).devices);
  return {
    value: usb.value === undefined ? undefined : { ...written, usb: usb.value, volumes },
    diagnostics: usb.diagnostics,
  };
}
