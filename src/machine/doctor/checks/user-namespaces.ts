import type { Check } from '../check.ts';
import { advice, fine } from '../check.ts';
import { notOfAnOrdinaryUser } from './host-podman.ts';
import { kernelSettings } from './sysctl.ts';

const dropIn = '/etc/sysctl.d/60-selkie-user-namespaces.conf';

/** That the kernel lets ordinary users make user namespaces. */
export const userNamespaces: Check = {
  name: 'user-namespaces',
  group: 'kernel',
  looksAt:
    'the kernel settings `user.max_user_namespaces`, `kernel.unprivileged_userns_clone` and AppArmor’s',
  why: 'an ordinary user’s containers live in a user namespace',
  run: async (facts) => {
    const verdict = await notOfAnOrdinaryUser(facts);
    if (verdict !== undefined) return verdict;
    const read = async (key: string) => (await facts.text(`/proc/sys/${key.replaceAll('.', '/')}`))?.trim();
    const most = await read('user.max_user_namespaces');
    const isAllowed = await read('kernel.unprivileged_userns_clone');
    const settings = [
      ...(most === '0' ? ['user.max_user_namespaces = 28633'] : []),
      ...(isAllowed === '0' ? ['kernel.unprivileged_userns_clone = 1'] : []),
    ];
    if (settings.length > 0) {
      return {
        state: 'error',
        found: `the kernel refuses user namespaces (${most === '0' ? '`user.max_user_namespaces`' : '`kernel.unprivileged_userns_clone`'} is 0)`,
        fix: await kernelSettings(facts, dropIn, settings),
      };
    }
    if ((await read('kernel.apparmor_restrict_unprivileged_userns')) !== '1')
      return fine(`up to ${most ?? 'any number'}`);
    const profile = await facts.host.files.stat('/etc/apparmor.d/podman').catch(() => undefined);
    if (profile !== undefined) return fine('AppArmor restricts them, and has a profile for Podman');
    return {
      state: 'warning',
      found: 'AppArmor restricts user namespaces, and has no profile for Podman',
      fix: advice('install the distribution’s own Podman package, which brings /etc/apparmor.d/podman'),
    };
  },
};
