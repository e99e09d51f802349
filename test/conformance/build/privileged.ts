import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the build may do all that the host may. */
export const attribute: Attribute = { place: 'build', key: 'privileged', ...flag };
