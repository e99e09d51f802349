import type { Attribute } from '../attribute.ts';
import { extension } from '../kinds.ts';

/** Extensions are kept as they are. */
export const attribute: Attribute = { place: 'configs', key: 'x-mine', ...extension };
