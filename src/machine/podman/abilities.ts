import type { Version } from '../../podman/version.ts';
import { formatVersion, isAtLeast } from '../../podman/version.ts';
import type { Abilities, Ability } from '../abilities.ts';

/**
 * What `podman machine` of a version can choose, by the kind of virtual machine it has on this platform (`qemu`, `applehv`,
 * `libkrun`, `hyperv`, `wsl`).
 */
export function podmanAbilities(version: Version, vmType: string): Abilities {
  const isWsl = vmType === 'wsl';
  const since = (least: Version, ability: Ability): Ability =>
    isAtLeast(version, least) ? ability : tooOld(version, least);
  const sized: Ability = isWsl ? ofWsl : { kind: 'stopped' };
  return {
    cpus: sized,
    memoryBytes: sized,
    diskBytes: sized,
    swapBytes: since([5, 6, 0], isWsl ? ofWsl : { kind: 'made' }),
    isRootful: { kind: 'stopped' },
    image: { kind: 'made' },
    usb: since([4, 8, 0], vmType === 'qemu' ? { kind: 'stopped' } : noUsb(vmType)),
    // WSL mounts the host's drives by itself.
    volumes: isWsl
      ? { kind: 'none', why: 'WSL shares all drives of the host by itself, below `/mnt`' }
      : { kind: 'made' },
    timezone: { kind: 'made' },
    hasUserModeNetworking: since(
      [4, 6, 0],
      isWsl
        ? { kind: 'stopped' }
        : {
            kind: 'none',
            fixed: true,
            why: `only WSL machines have the choice: a ${vmType} machine always has it`,
          },
    ),
  };
}

const ofWsl: Ability = {
  kind: 'none',
  why: 'WSL gives all of its machines one share of the host',
  way: 'set it in `%UserProfile%\\.wslconfig`',
};

function noUsb(vmType: string): Ability {
  return {
    kind: 'none',
    why: `${vmType} machines cannot have USB devices`,
    way: vmType === 'wsl' ? 'use `usbipd attach --wsl`' : 'use a machine on Linux, where qemu passes them on',
  };
}

function tooOld(version: Version, least: Version): Ability {
  const needed = formatVersion(least);
  return {
    kind: 'none',
    why: `Podman ${formatVersion(version)} does not know it yet`,
    way: `it came with Podman ${needed.replace(/\.0$/u, '')}`,
  };
}
