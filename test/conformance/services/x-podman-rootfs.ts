import type { Attribute } from '../attribute.ts';

/** A folder in place of an image. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.rootfs',
  forms: [['/path/to/root', '/path/to/root']],
  merged: [['/path/to/root', '!reset null', undefined]],
};
