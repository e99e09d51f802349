import type { Attribute } from '../attribute.ts';

/** Whether names are not resolved. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'x-podman.disable_dns',
  forms: [
    ['true', true],
    ['false', false],
  ],
  merged: [['true', '!reset null', undefined]],
};
