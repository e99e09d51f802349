import type { Attribute } from '../attribute.ts';
import { microseconds } from '../kinds.ts';

/** Real-time quota. */
export const attribute: Attribute = { place: 'services', key: 'cpu_rt_runtime', ...microseconds };
