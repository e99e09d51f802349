import type { Attribute } from '../attribute.ts';
import { labels } from '../kinds.ts';

/** Labels of the image: a list of `key=value` or a mapping. */
export const attribute: Attribute = { place: 'build', key: 'labels', ...labels };
