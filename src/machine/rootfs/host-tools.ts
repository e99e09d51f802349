import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { PackageManager } from '../package-manager.ts';
import { findPackageManager, installationOf } from '../package-manager.ts';
import { tellStep } from '../progress.ts';
import type { MachineContext } from '../provider.ts';

/** Programs that every operation on a rootfs machine uses. */
export const bootTools = [
  'chroot',
  'cp',
  'find',
  'flock',
  'mount',
  'nsenter',
  'setpriv',
  'stat',
  'tail',
  'tee',
  'unshare',
] as const;

/** Programs that making a root takes besides; `debootstrap` stands for itself or mmdebstrap. */
export const makingTools = ['debootstrap'] as const;

/** A program that we may need on the host. */
export type HostTool = (typeof bootTools)[number] | (typeof makingTools)[number];

/** The package managers of Linux distributions. */
export type LinuxManager = Exclude<PackageManager, 'brew' | 'winget'>;

const keyring: Readonly<Record<LinuxManager, readonly string[]>> = {
  'apt-get': ['debian-archive-keyring'],
  dnf: ['debian-keyring'],
  zypper: ['debian-keyring'],
  pacman: ['debian-archive-keyring'],
  apk: ['debian-archive-keyring'],
};

/** The commands, as lists of words, that install the missing programs with a package manager. */
export function installCommands(
  manager: LinuxManager,
  tools: readonly HostTool[],
): readonly (readonly string[])[] {
  return installationOf(manager, [...new Set(tools.flatMap((tool) => packagesOf(tool, manager)))]);
}

function packagesOf(tool: HostTool, manager: LinuxManager): readonly string[] {
  switch (tool) {
    case 'debootstrap':
      return ['debootstrap', ...keyring[manager]];
    case 'find':
      return ['findutils'];
    case 'chroot':
    case 'cp':
    case 'stat':
    case 'tail':
    case 'tee':
      return ['coreutils'];
    case 'flock':
      return [manager === 'apk' ? 'flock' : 'util-linux'];
    case 'mount':
      return [manager === 'apt-get' || manager === 'apk' ? 'mount' : 'util-linux'];
    case 'setpriv':
    case 'nsenter':
    case 'unshare':
      return manager === 'apk' ? ['util-linux-misc', 'setpriv'] : ['util-linux'];
  }
}

/** Sees to it that the programs are there; those missing are installed after consent, or named in a ToolError. */
export async function ensureTools(context: MachineContext, tools: readonly HostTool[]): Promise<void> {
  const missing = await missingTools(context.host, tools);
  if (missing.length === 0) return;
  const manager = await findPackageManager(context.host);
  const commands =
    manager === undefined || manager === 'brew' || manager === 'winget'
      ? []
      : installCommands(manager, missing);
  const lines = commands.map((words) => words.join(' '));
  if (commands.length === 0 || !(await context.consent(lines))) {
    throw new ToolError(diagnose('machine/missing-tools', { tools: missing, commands: lines }));
  }
  await tellStep(context.progress, context.host.clock, `Installing ${missing.join(', ')}`, async () => {
    for (const words of commands) await install(context, words);
  });
  const still = await missingTools(context.host, tools);
  if (still.length > 0)
    throw new ToolError(diagnose('machine/missing-tools', { tools: still, commands: lines }));
}

async function missingTools(host: Host, tools: readonly HostTool[]): Promise<readonly HostTool[]> {
  const missing: HostTool[] = [];
  for (const tool of tools) {
    const found = await host.processes.find(tool);
    if (found !== undefined) continue;
    if (tool === 'debootstrap' && (await host.processes.find('mmdebstrap')) !== undefined) continue;
    missing.push(tool);
  }
  return missing;
}

async function install(context: MachineContext, words: readonly string[]): Promise<void> {
  const [command = '', ...args] = words;
  const { exitCode, stdout, stderr } = await context.host.processes.run(command, args, {
    signal: context.signal,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (exitCode === 0) return;
  const cause = lastLine(stderr) ?? lastLine(stdout) ?? `status ${exitCode}`;
  throw new ToolError(diagnose('machine/tools-not-installed', { command: words.join(' '), cause }));
}

/** The last line that says something. */
export function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}
