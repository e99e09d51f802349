import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the container has a terminal. */
export const attribute: Attribute = { place: 'services', key: 'tty', ...flag };
