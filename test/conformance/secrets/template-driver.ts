import type { Attribute } from '../attribute.ts';
import { word } from '../kinds.ts';

/** The driver of templates. */
export const attribute: Attribute = { place: 'secrets', key: 'template_driver', ...word };
