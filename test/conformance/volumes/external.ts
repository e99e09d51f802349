import type { Attribute } from '../attribute.ts';
import { externalResource } from '../kinds.ts';

/** Whether others made it: it is used by its name, and left. */
export const attribute: Attribute = { place: 'volumes', key: 'external', ...externalResource };
