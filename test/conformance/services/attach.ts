import type { Attribute } from '../attribute.ts';
import { choice } from '../kinds.ts';

/** Whether `up` shows the output. */
export const attribute: Attribute = { place: 'services', key: 'attach', ...choice };
