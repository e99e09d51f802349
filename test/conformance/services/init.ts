import type { Attribute } from '../attribute.ts';
import { choice } from '../kinds.ts';

/** Whether a small init runs as the first process. */
export const attribute: Attribute = { place: 'services', key: 'init', ...choice };
