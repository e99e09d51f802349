import type { Attribute } from '../attribute.ts';
import { podmanFlag } from '../kinds.ts';

/** Whether names are not resolved. A key of podman-compose. */
export const attribute: Attribute = { place: 'networks', key: 'x-podman.disable_dns', ...podmanFlag };
