import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the image’s check is turned off. */
export const attribute: Attribute = { place: 'healthcheck', key: 'disable', ...flag };
