import type { Check, FixStep } from '../check.ts';
import { fine, notApplicable } from '../check.ts';
import { usesPodmanMachines } from '../machines.ts';
import type { ProgramName } from '../packages.ts';
import { findHelper, findProgram, installSteps, linkToHelper } from '../programs.ts';

/** Helpers of `podman machine` by platform; the first are taken from the folders of helpers only. */
const wanted: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['gvproxy', 'virtiofsd'],
  darwin: ['gvproxy', 'vfkit'],
};

const qemuOf: Readonly<Record<string, string>> = { x64: 'qemu-system-x86_64', arm64: 'qemu-system-aarch64' };

/** What `podman machine` runs. */
export const machinePrograms: Check = {
  name: 'machine-programs',
  group: 'machines',
  looksAt:
    '`gvproxy`, and `qemu`, `qemu-img`, `virtiofsd` and `ssh-keygen` on Linux or `vfkit` on macOS, where a `podman machine` is used or wanted',
  why: '`podman machine` starts nothing without them',
  run: async (facts) => {
    if (!(await usesPodmanMachines(facts))) return notApplicable('nothing here uses `podman machine`');
    const { platform, arch } = facts.host;
    if (platform === 'win32') return notApplicable('Windows brings its own');
    const missing: ProgramName[] = [];
    const links: FixStep[] = [];
    const lacks: string[] = [];
    for (const name of wanted[platform] ?? []) {
      if ((await findHelper(facts, name)) !== undefined) continue;
      const elsewhere = await findProgram(facts, name);
      lacks.push(elsewhere === undefined ? `no \`${name}\`` : `\`${name}\` only in \`${elsewhere}\``);
      if (elsewhere === undefined) missing.push(platform === 'darwin' ? 'podman' : programOf(name));
      else links.push(await linkToHelper(facts, name, elsewhere));
    }
    for (const name of platform === 'linux' ? [qemuOf[arch] ?? 'qemu', 'qemu-img', 'ssh-keygen'] : []) {
      if ((await findProgram(facts, name)) !== undefined) continue;
      lacks.push(`no \`${name}\``);
      missing.push(programOf(name));
    }
    if (lacks.length === 0) return fine('all are where Podman looks for them');
    return {
      state: facts.host.platform === 'linux' && facts.project?.machine === undefined ? 'warning' : 'error',
      found: `there is ${lacks.join(', ')}`,
      fix: [...(missing.length === 0 ? [] : await installSteps(facts, missing)), ...links],
    };
  },
};

function programOf(name: string): ProgramName {
  return name === 'gvproxy' || name === 'virtiofsd' || name === 'ssh-keygen' ? name : 'qemu';
}
