import type { Attribute } from '../attribute.ts';
import { size } from '../kinds.ts';

/** How much memory the container may use. */
export const attribute: Attribute = { place: 'services', key: 'mem_limit', ...size };
