import type { Attribute } from '../attribute.ts';
import { clusterChange } from '../kinds.ts';

/** How a cluster updates. */
export const attribute: Attribute = { place: 'deploy', key: 'update_config', ...clusterChange };
