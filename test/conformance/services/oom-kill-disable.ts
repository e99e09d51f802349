import type { Attribute } from '../attribute.ts';
import { flag } from '../kinds.ts';

/** Whether the container lives on without memory. */
export const attribute: Attribute = { place: 'services', key: 'oom_kill_disable', ...flag };
