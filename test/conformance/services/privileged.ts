import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the container may do all that the host may. */
export const attribute: Attribute = { place: 'services', key: 'privileged', ...flag };
