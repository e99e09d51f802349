import type { Project } from '../../../model/project.ts';
import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import { notOfThisHost } from './host-podman.ts';

/** Bind mounts under SELinux. */
export const selinux: Check = {
  name: 'selinux',
  group: 'kernel',
  looksAt:
    'whether SELinux is enforcing, and the bind mounts of the project here that have neither `z` nor `Z`',
  why: 'an enforcing SELinux hides folders of the host from containers until they are relabelled',
  run: async (facts) => {
    const verdict = await notOfThisHost(facts);
    if (verdict !== undefined) return verdict;
    const mode = (await facts.text('/sys/fs/selinux/enforce'))?.trim();
    if (mode === undefined) return notApplicable('this host has no SELinux');
    if (mode !== '1') return fine('SELinux is there and not enforcing');
    const binds = bindsWithoutLabel(facts.project);
    if (binds.length === 0) return fine('SELinux is enforcing, and no bind mount here is in its way');
    const shown = binds.slice(0, 3).map((path) => `\`${path}\``);
    const more = binds.length > shown.length ? ` and ${binds.length - shown.length} more` : '';
    return {
      state: 'warning',
      found: `SELinux is enforcing, and ${shown.join(', ')}${more} ${binds.length === 1 ? 'is' : 'are'} mounted without a label`,
      fix: advice(
        'add `:z` (for several containers) or `:Z` (for one) to those mounts in the compose file, or `selinux: z` under `bind`; not to system folders',
      ),
    };
  },
};

function bindsWithoutLabel(project: Project | undefined): readonly string[] {
  const paths = [...(project?.services.values() ?? [])].flatMap((service) =>
    service.securityOptions.some((option) => option.includes('label') && option.includes('disable'))
      ? []
      : service.mounts.flatMap((mount) =>
          mount.kind === 'bind' && mount.selinux === undefined ? [mount.source] : [],
        ),
  );
  return [...new Set(paths)].sort();
}
