import type { Attribute } from '../attribute.ts';
import { objectLabels } from '../kinds.ts';

/** Labels: a list of `key=value` or a mapping. */
export const attribute: Attribute = { place: 'secrets', key: 'labels', ...objectLabels };
