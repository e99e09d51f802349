import type { ProviderName } from './machine-spec.ts';
import type { MachineProvider } from './provider.ts';
import { rootfsProvider } from './rootfs/rootfs-provider.ts';

/** All providers, in the order in which their machines are listed. */
export const providers: readonly MachineProvider[] = [rootfsProvider];

const byName: Readonly<Record<ProviderName, MachineProvider>> = { rootfs: rootfsProvider };

/** The provider of that name. */
export function providerNamed(name: ProviderName): MachineProvider {
  return byName[name];
}
