import type { Attribute } from '../attribute.ts';
import { size } from '../kinds.ts';

/** The size of /dev/shm. */
export const attribute: Attribute = { place: 'services', key: 'shm_size', ...size };
