import type { Attribute } from '../attribute.ts';
import { clusterChange } from '../kinds.ts';

/** How a cluster goes back. */
export const attribute: Attribute = { place: 'deploy', key: 'rollback_config', ...clusterChange };
