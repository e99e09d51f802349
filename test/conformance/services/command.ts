import type { Attribute } from '../attribute.ts';
import { program } from '../kinds.ts';

/** What the container runs: a line that is split like a shell’s, or a list. */
export const attribute: Attribute = { place: 'services', key: 'command', ...program };
