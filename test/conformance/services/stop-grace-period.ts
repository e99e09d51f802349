import type { Attribute } from '../attribute.ts';
import { duration } from '../kinds.ts';

/** How long the container has to end. */
export const attribute: Attribute = { place: 'services', key: 'stop_grace_period', ...duration };
