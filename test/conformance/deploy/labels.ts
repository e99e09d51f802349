import type { Attribute } from '../attribute.ts';
import { labels } from '../kinds.ts';

/** Labels of a cluster’s service: a list of `key=value` or a mapping. */
export const attribute: Attribute = { place: 'deploy', key: 'labels', ...labels };
