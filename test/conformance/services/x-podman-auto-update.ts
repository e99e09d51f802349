import type { Attribute } from '../attribute.ts';

/** Where `podman auto-update` looks for a newer image. Selkie's own key. */
export const attribute: Attribute = {
  place: 'services',
  key: 'x-podman.auto_update',
  forms: [
    ['registry', 'registry'],
    ['local', 'local'],
  ],
  merged: [
    ['registry', 'local', 'local'],
    ['registry', '!reset null', undefined],
  ],
  templates: [['"${V}"', { V: 'local' }, 'local']],
};
