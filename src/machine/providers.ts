import type { Host } from '../host/host.ts';
import type { ProviderName } from './machine.ts';
import { podmanProvider } from './podman/podman-provider.ts';
import type { MachineProvider } from './provider.ts';
import { rootfsProvider } from './rootfs/rootfs-provider.ts';

/** All providers, in the order in which their machines are looked for and listed. */
export const providers: readonly MachineProvider[] = [rootfsProvider, podmanProvider];

const byName: Readonly<Record<ProviderName, MachineProvider>> = {
  rootfs: rootfsProvider,
  podman: podmanProvider,
};

/** The provider of that name. */
export function providerNamed(name: ProviderName): MachineProvider {
  return byName[name];
}

/** What a new machine is made by when nothing else is said: on Linux, containers need no virtual machine. */
export function defaultProvider({ platform }: Pick<Host, 'platform'>): MachineProvider {
  return platform === 'linux' ? rootfsProvider : podmanProvider;
}
