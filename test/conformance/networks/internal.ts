import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether it has no way out. */
export const attribute: Attribute = { place: 'networks', key: 'internal', ...flag };
