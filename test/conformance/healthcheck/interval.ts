import type { Attribute } from '../attribute.ts';
import { duration } from '../kinds.ts';

/** Time between checks. */
export const attribute: Attribute = { place: 'healthcheck', key: 'interval', ...duration };
