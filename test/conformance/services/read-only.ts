import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the root file system is read-only. */
export const attribute: Attribute = { place: 'services', key: 'read_only', ...flag };
