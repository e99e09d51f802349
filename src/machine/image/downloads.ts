import { sha256 } from '../../lib/sha256.ts';
import type { MachineContext } from '../provider.ts';
import { parseImage } from './image-source.ts';

/** Where what a URL gives is kept. Beside it lie files of the same name with endings of their own. */
export function downloadPath(stateDir: string, url: URL): string {
  const name = url.pathname.split('/').at(-1) ?? '';
  return `${folderOf(stateDir)}/${keyOf(url)}-${name === '' ? 'image' : name}`;
}

/** Takes away downloads, whole or begun, that none of `images` means: what machines were made from, as written. */
export async function pruneDownloads(
  { host, stateDir, progress }: Pick<MachineContext, 'host' | 'stateDir' | 'progress'>,
  images: readonly string[],
): Promise<void> {
  const used = new Set(
    images.flatMap((image) => {
      const source = parseImage(image, host);
      return source.kind === 'url' ? [keyOf(source.url)] : [];
    }),
  );
  const folder = folderOf(stateDir);
  if ((await host.files.stat(folder)) === undefined) return;
  for (const file of await host.files.list(folder)) {
    if (used.has(file.slice(0, keyLength))) continue;
    await host.files.remove(`${folder}/${file}`);
    if (!file.endsWith('.json')) progress({ kind: 'note', text: `Removed the image ${folder}/${file}` });
  }
}

const keyLength = 12;

function keyOf(url: URL): string {
  return sha256(url.href).slice(0, keyLength);
}

function folderOf(stateDir: string): string {
  return `${stateDir}/images`;
}
