import type { Attribute } from '../attribute.ts';
import { fromVariable } from '../kinds.ts';

/** The variable with the content. */
export const attribute: Attribute = { place: 'configs', key: 'environment', ...fromVariable };
