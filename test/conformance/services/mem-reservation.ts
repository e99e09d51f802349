import type { Attribute } from '../attribute.ts';
import { size } from '../kinds.ts';

/** How much memory the container should keep. */
export const attribute: Attribute = { place: 'services', key: 'mem_reservation', ...size };
