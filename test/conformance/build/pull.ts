import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether base images are fetched again. */
export const attribute: Attribute = { place: 'build', key: 'pull', ...flag };
