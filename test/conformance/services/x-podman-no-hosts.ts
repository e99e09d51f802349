import type { Attribute } from '../attribute.ts';

/** Whether the container has no hosts file of Podman. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.no_hosts',
  forms: [
    ['true', true],
    ['false', false],
  ],
  merged: [['true', '!reset null', undefined]],
};
