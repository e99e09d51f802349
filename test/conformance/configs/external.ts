import type { Attribute } from '../attribute.ts';
import { externalObject } from '../kinds.ts';

/** Whether others made it: it is used by its name, and left. */
export const attribute: Attribute = { place: 'configs', key: 'external', ...externalObject };
