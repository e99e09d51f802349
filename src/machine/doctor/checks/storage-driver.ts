import { isAtLeast, parseVersion } from '../../../podman/version.ts';
import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import type { Facts } from '../facts.ts';
import { findProgram, installSteps } from '../programs.ts';
import { ofPodmanInfo } from './host-podman.ts';

/** How images are kept. */
export const storageDriver: Check = {
  name: 'storage-driver',
  group: 'storage',
  looksAt:
    'whether images are kept in layers (overlay, btrfs, zfs) or copied whole for every container (vfs)',
  why: 'vfs takes the room and the time of a whole copy for each container and each layer',
  run: ofPodmanInfo(async (info, facts) => {
    if (info.storageDriver !== 'vfs') return fine(`${info.storageDriver} in \`${info.graphRoot}\``);
    const isReady = await hasOverlayForUsers(facts);
    return {
      state: 'warning',
      found: `the storage in \`${info.graphRoot}\` is of the driver vfs`,
      fix: [
        ...(isReady || !info.isRootless ? [] : await installSteps(facts, ['fuse-overlayfs'])),
        {
          kind: 'advice',
          text: 'set `driver = "overlay"` under `[storage]` in storage.conf and run `podman system reset`, which removes all images, containers and volumes',
        },
      ],
    };
  }),
};

/** The kernel's own since 5.13, that of fuse-overlayfs before. */
async function hasOverlayForUsers(facts: Facts): Promise<boolean> {
  const kernel = parseVersion((await facts.text('/proc/sys/kernel/osrelease')) ?? '');
  if (kernel !== undefined && isAtLeast(kernel, [5, 13, 0])) return true;
  return (await findProgram(facts, 'fuse-overlayfs')) !== undefined;
}
