import type { Attribute } from '../attribute.ts';
import { podmanFlag } from '../kinds.ts';

/** Whether the container has no hosts file of Podman. A key of podman-compose. */
export const attribute: Attribute = { place: 'services', key: 'x-podman.no_hosts', ...podmanFlag };
