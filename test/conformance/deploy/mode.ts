import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** Replicated, or one on each machine. */
export const attribute: Attribute = {
  place: 'deploy',
  key: 'mode',
  forms: [
    ['replicated', 'replicated'],
    ['"global"', 'global'],
    ['replicated-job', 'replicated-job'],
    ['global-job', 'global-job'],
    ['other', 'other'],
  ],
  merged: [
    ['replicated', 'global', 'global'],
    ['replicated', 'null', 'replicated'],
    ['replicated', '!reset null', undefined],
    ['replicated', '!override "global"', 'global'],
  ],
  templates: [
    ['"${V}"', { V: 'replicated' }, 'replicated'],
    ['${V:-global}', {}, 'global'],
  ],
  refused: notText,
};
