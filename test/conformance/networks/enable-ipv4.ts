import type { Attribute } from '../attribute.ts';
import { choice } from '../kinds.ts';

/** Whether it has IPv4 addresses. */
export const attribute: Attribute = { place: 'networks', key: 'enable_ipv4', ...choice };
