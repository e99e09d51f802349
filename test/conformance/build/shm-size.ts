import type { Attribute } from '../attribute.ts';
import { size } from '../kinds.ts';

/** The size of /dev/shm while building. */
export const attribute: Attribute = { place: 'build', key: 'shm_size', ...size };
