import { formatBytes } from '../../../lib/format-bytes.ts';
import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';
import { ofPodmanInfo } from './host-podman.ts';

const leastBytes = 1e9;
const comfortableBytes = 5e9;

/** Room for images. */
export const storageSpace: Check = {
  name: 'storage-space',
  group: 'storage',
  looksAt:
    'how much of the disk with images, containers and volumes is free: under 1 GB is too little, under 5 GB short',
  why: 'a full disk breaks pulls and builds in the middle, and databases worse',
  run: ofPodmanInfo(async (info, facts) => {
    const freeBytes = await freeOn(facts, info.graphRoot);
    if (freeBytes === undefined) return fine(`\`${info.graphRoot}\``);
    const words = `${formatBytes(freeBytes, 3)} free on the disk of \`${info.graphRoot}\``;
    if (freeBytes >= comfortableBytes) return fine(words);
    return {
      state: freeBytes < leastBytes ? 'error' : 'warning',
      found: `only ${words}`,
      fix: advice(
        '`podman system df` tells what takes it; `podman image prune` removes images without a name, `podman system prune` all that is unused',
      ),
    };
  }),
};

/** Free bytes for those who are not root. */
async function freeOn({ run }: Parameters<Check['run']>[0], folder: string): Promise<number | undefined> {
  const text = (await run('stat', ['--file-system', '--format', '%a %S', folder]))?.stdout ?? '';
  const [blocks = NaN, blockBytes = NaN] = text.trim().split(' ').map(Number);
  const bytes = blocks * blockBytes;
  return Number.isNaN(bytes) ? undefined : bytes;
}
