import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether every step is done again. */
export const attribute: Attribute = { place: 'build', key: 'no_cache', ...flag };
