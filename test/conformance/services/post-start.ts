import type { Attribute } from '../attribute.ts';
import { hooks } from '../kinds.ts';

/** Commands run in the container after its start. */
export const attribute: Attribute = { place: 'services', key: 'post_start', ...hooks };
