import type { Attribute } from '../attribute.ts';
import { word } from '../kinds.ts';

/** The driver of templates. */
export const attribute: Attribute = { place: 'configs', key: 'template_driver', ...word };
