import type { Attribute } from '../attribute.ts';
import { fromFile } from '../kinds.ts';

/** The file with the content. */
export const attribute: Attribute = { place: 'secrets', key: 'file', ...fromFile };
