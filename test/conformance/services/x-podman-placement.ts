import type { Attribute } from '../attribute.ts';

/** Whether the service shares the project's pod. Selkie's own key. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.placement',
  forms: [
    ['pod', 'pod'],
    ['beside', 'beside'],
  ],
  merged: [
    ['pod', 'beside', 'beside'],
    ['pod', '!reset null', undefined],
  ],
  templates: [['"${V}"', { V: 'beside' }, 'beside']],
};
