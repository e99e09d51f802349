import type { Attribute } from '../attribute.ts';
import { labels } from '../kinds.ts';

/** Annotations: a list of `key=value` or a mapping. */
export const attribute: Attribute = { place: 'services', key: 'annotations', ...labels };
