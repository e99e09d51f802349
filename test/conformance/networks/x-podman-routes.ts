import type { Attribute } from '../attribute.ts';

/** Routes of the network. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'x-podman.routes',
  forms: [['["10.1.0.0/24,10.0.0.1"]', ['10.1.0.0/24,10.0.0.1']]],
  merged: [['["10.1.0.0/24,10.0.0.1"]', '!reset null', undefined]],
};
