import { posix, win32 } from 'node:path';
import type { Host } from '../../host/host.ts';

/** Where the system of a virtual machine comes from. */
export type ImageSource =
  | { readonly kind: 'default' }
  /** In a registry, as `podman machine` takes it. */
  | { readonly kind: 'registry'; readonly reference: string }
  | { readonly kind: 'url'; readonly url: URL; /** In hexadecimal. */ readonly sha256: string | undefined }
  | { readonly kind: 'file'; readonly path: string };

/** The images that are made for `podman machine`; their tags are versions. */
const published = 'quay.io/podman/machine-os';

/**
 * What an image is: `default`, a version (`5.8`), an OCI reference with or without `docker://`, a URL (with `#sha256=…` for what
 * it must be), or a file.
 */
export function parseImage(text: string, { platform, workingDir, homeDir }: ImagePlace): ImageSource {
  if (text === '' || text === 'default') return { kind: 'default' };
  if (/^v?\d+\.\d+(?:\.\d+)?$/u.test(text)) {
    return { kind: 'registry', reference: `docker://${published}:${text.replace(/^v/u, '')}` };
  }
  if (/^https?:\/\//iu.test(text) && URL.canParse(text)) return urlSource(new URL(text));
  if (/^(?:docker|oci|oci-archive|containers-storage|docker-daemon):/u.test(text)) {
    return { kind: 'registry', reference: text };
  }
  if (isReference(text)) return { kind: 'registry', reference: `docker://${text}` };
  const paths = platform === 'win32' ? win32 : posix;
  const written = text.startsWith('~/') ? paths.join(homeDir, text.slice(2)) : text;
  return { kind: 'file', path: paths.resolve(workingDir, written) };
}

type ImagePlace = Pick<Host, 'platform' | 'workingDir' | 'homeDir'>;

function urlSource(url: URL): ImageSource {
  const sha256 = /^#sha256[=:]([0-9a-f]{64})$/iu.exec(url.hash)?.[1]?.toLowerCase();
  const bare = new URL(url);
  bare.hash = '';
  return { kind: 'url', url: bare, sha256 };
}

/** A registry's host has a dot or a port, which the first part of a relative path has not; an ending of a disk is no tag. */
function isReference(text: string): boolean {
  if (/\.(?:qcow2|raw|vhdx|tar|img)(?:\.(?:xz|gz|zst))?$/iu.test(text)) return false;
  return /^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/iu.test(
    text,
  );
}
