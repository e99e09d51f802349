import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** What happens when the container ends. */
export const attribute: Attribute = {
  place: 'services',
  key: 'restart',
  forms: [
    ['always', 'always'],
    ['"unless-stopped"', 'unless-stopped'],
    ['"no"', 'no'],
    ['on-failure', 'on-failure'],
    ['"on-failure:3"', 'on-failure:3'],
    ['no', 'no'],
  ],
  merged: [
    ['always', 'unless-stopped', 'unless-stopped'],
    ['always', 'null', 'always'],
    ['always', '!reset null', undefined],
    ['always', '!override "unless-stopped"', 'unless-stopped'],
  ],
  templates: [
    ['"${V}"', { V: 'always' }, 'always'],
    ['${V:-unless-stopped}', {}, 'unless-stopped'],
  ],
  refused: notText,
};
