import type { Attribute } from '../attribute.ts';
import { microseconds } from '../kinds.ts';

/** Microseconds of processor time in each period. */
export const attribute: Attribute = { place: 'services', key: 'cpu_quota', ...microseconds };
