import type { Attribute } from '../attribute.ts';
import { microseconds } from '../kinds.ts';

/** Period of the real-time quota. */
export const attribute: Attribute = { place: 'services', key: 'cpu_rt_period', ...microseconds };
