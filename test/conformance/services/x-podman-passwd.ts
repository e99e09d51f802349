import type { Attribute } from '../attribute.ts';
import { podmanFlag } from '../kinds.ts';

/** Whether Podman adds the user to its passwd file. A key of podman-compose. */
export const attribute: Attribute = { place: 'services', key: 'x-podman.passwd', ...podmanFlag };
