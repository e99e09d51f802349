import type { Attribute } from '../attribute.ts';
import { duration } from '../kinds.ts';

/** How long a check may take. */
export const attribute: Attribute = { place: 'healthcheck', key: 'timeout', ...duration };
