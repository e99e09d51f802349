import type { Attribute } from '../attribute.ts';

/** Settings of Selkie for the service. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman',
  forms: [
    ['{placement: pod}', { placement: 'pod' }],
    ['{placement: beside}', { placement: 'beside' }],
    ['{}', {}],
  ],
  merged: [['{placement: pod}', '{placement: beside}', { placement: 'beside' }]],
  templates: [['{placement: "${V}"}', { V: 'pod' }, { placement: 'pod' }]],
};
