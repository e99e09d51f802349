import type { Attribute } from '../attribute.ts';
import { notText } from '../kinds.ts';

/** The platform of the image. */
export const attribute: Attribute = {
  place: 'services',
  key: 'platform',
  forms: [
    ['linux/amd64', 'linux/amd64'],
    ['"linux/arm64/v8"', 'linux/arm64/v8'],
    ['linux', 'linux'],
  ],
  merged: [
    ['linux/amd64', 'linux/arm64/v8', 'linux/arm64/v8'],
    ['linux/amd64', 'null', 'linux/amd64'],
    ['linux/amd64', '!reset null', undefined],
    ['linux/amd64', '!override "linux/arm64/v8"', 'linux/arm64/v8'],
  ],
  templates: [
    ['"${V}"', { V: 'linux/amd64' }, 'linux/amd64'],
    ['${V:-linux/arm64/v8}', {}, 'linux/arm64/v8'],
  ],
  refused: notText,
};
