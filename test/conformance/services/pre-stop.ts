import type { Attribute } from '../attribute.ts';
import { hooks } from '../kinds.ts';

/** Commands run in the container before its stop. */
export const attribute: Attribute = { place: 'services', key: 'pre_stop', ...hooks };
