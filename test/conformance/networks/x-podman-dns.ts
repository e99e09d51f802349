import type { Attribute } from '../attribute.ts';

/** Name servers of the network. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'x-podman.dns',
  forms: [['[1.1.1.1]', ['1.1.1.1']]],
  merged: [['[1.1.1.1]', '!reset null', undefined]],
};
