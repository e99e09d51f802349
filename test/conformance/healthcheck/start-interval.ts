import type { Attribute } from '../attribute.ts';
import { duration } from '../kinds.ts';

/** Time between checks in the start period. */
export const attribute: Attribute = { place: 'healthcheck', key: 'start_interval', ...duration };
