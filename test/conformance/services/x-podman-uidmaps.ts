import type { Attribute } from '../attribute.ts';

/** Ranges of user ids. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.uidmaps',
  forms: [['["0:1:1", "1:0:1000"]', ['0:1:1', '1:0:1000']]],
  merged: [['["0:1:1", "1:0:1000"]', '!reset null', undefined]],
};
