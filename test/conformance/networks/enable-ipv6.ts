import type { Attribute } from '../attribute.ts';
import { choice } from '../kinds.ts';

/** Whether it has IPv6 addresses. */
export const attribute: Attribute = { place: 'networks', key: 'enable_ipv6', ...choice };
