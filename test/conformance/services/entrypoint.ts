import type { Attribute } from '../attribute.ts';
import { program } from '../kinds.ts';

/** The program of the container: a line that is split like a shell’s, or a list. */
export const attribute: Attribute = { place: 'services', key: 'entrypoint', ...program };
