import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the standard input stays open. */
export const attribute: Attribute = { place: 'services', key: 'stdin_open', ...flag };
