import { configDir } from '../../../podman/find/containers-conf.ts';
import type { Check } from '../check.ts';
import { fine } from '../check.ts';
import { ofPodmanInfo } from './host-podman.ts';

const fileName = '60-selkie-short-names.conf';

/** What `image: nginx` means. */
export const shortNames: Check = {
  name: 'short-names',
  group: 'storage',
  looksAt: '`unqualified-search-registries` in registries.conf and registries.conf.d, as Podman reads them',
  why: 'compose files say `image: nginx` and mean Docker Hub’s; Podman then says `short-name did not resolve to an alias`',
  run: ofPodmanInfo(async (info, facts) => {
    if (info.unqualifiedSearch.length > 0) return fine(`looked for on ${info.unqualifiedSearch.join(', ')}`);
    const { host } = facts;
    const isRootless = await facts.isRootless();
    const folder = isRootless ? `${configDir(host.env, host.homeDir)}/containers` : '/etc/containers';
    return {
      state: 'warning',
      found: 'image names without a registry are looked for nowhere',
      fix: [
        {
          kind: 'write',
          path: `${folder}/registries.conf.d/${fileName}`,
          text: 'unqualified-search-registries = ["docker.io"]\n',
          by: isRootless ? 'user' : 'root',
        },
      ],
    };
  }),
};
