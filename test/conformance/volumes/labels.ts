import type { Attribute } from '../attribute.ts';
import { labels } from '../kinds.ts';

/** Labels: a list of `key=value` or a mapping. */
export const attribute: Attribute = { place: 'volumes', key: 'labels', ...labels };
