import type { Attribute } from '../attribute.ts';

/** Ranges of group ids. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.gidmaps',
  forms: [['["0:1:1"]', ['0:1:1']]],
  merged: [['["0:1:1"]', '!reset null', undefined]],
};
