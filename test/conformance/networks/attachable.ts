import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether other containers may join. */
export const attribute: Attribute = { place: 'networks', key: 'attachable', ...flag };
