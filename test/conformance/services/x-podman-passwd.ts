import type { Attribute } from '../attribute.ts';

/** Whether Podman adds the user to its passwd file. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.passwd',
  forms: [
    ['true', true],
    ['false', false],
  ],
  merged: [['true', '!reset null', undefined]],
};
