import type { Attribute } from '../attribute.ts';

/** How the file is relabelled. A key of podman-compose. */
export const attribute: Attribute = {
  place: 'secrets',
  key: 'x-podman.relabel',
  beside: ['file: ./f'],
  forms: [
    ['z', 'z'],
    ['Z', 'Z'],
  ],
  merged: [['z', 'Z', 'Z']],
};
