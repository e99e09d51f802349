import { isJsonObject } from '../../../lib/json.ts';
import { authFiles } from '../../../podman/registry/auth-files.ts';
import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';

/** Where logins are kept, and what gives them out. */
export const registryLogins: Check = {
  name: 'registry-logins',
  group: 'storage',
  looksAt:
    'the files of `podman login` and `docker login`: that they can be read, and that the credential helpers they name are there',
  why: 'a private image is refused without its login, and a file that is half written or a helper that is gone takes all of them away',
  run: async ({ host, text }) => {
    const names = new Set<string>();
    for (const file of authFiles(host)) {
      const written = await text(file);
      if (written === undefined) continue;
      const content = parse(written);
      if (!isJsonObject(content)) {
        return {
          state: 'warning',
          found: `\`${file}\` is no JSON, so no login in it counts`,
          fix: advice(`correct it, or move it away and log in again with \`podman login REGISTRY\``),
        };
      }
      const { auths, credHelpers, credsStore } = content;
      const helpers = [
        ...(isJsonObject(credHelpers) ? Object.entries(credHelpers) : []),
        ...(typeof credsStore === 'string' && credsStore !== ''
          ? [['all registries', credsStore] as const]
          : []),
      ];
      for (const [registry, helper] of helpers) {
        const program = `docker-credential-${typeof helper === 'string' ? helper : ''}`;
        if ((await host.processes.find(program)) === undefined) {
          return {
            state: 'warning',
            found: `\`${file}\` leaves the logins of ${registry} to \`${program}\`, which is not there`,
            fix: advice(
              `install \`${program}\`, or take its line out of the file and log in with \`podman login\``,
            ),
          };
        }
        names.add(registry);
      }
      for (const registry of isJsonObject(auths) ? Object.keys(auths) : []) names.add(registry);
    }
    return fine(names.size === 0 ? 'none, so public images only' : [...names].sort().join(', '));
  },
};

function parse(text: string): unknown {
  try {
    return text.trim() === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
