import type { Attribute } from '../attribute.ts';
import { duration } from '../kinds.ts';

/** Time in which failures do not count. */
export const attribute: Attribute = { place: 'healthcheck', key: 'start_period', ...duration };
