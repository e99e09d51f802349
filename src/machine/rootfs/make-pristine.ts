import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { MachineSpec } from '../machine-spec.ts';
import type { MachineContext } from '../provider.ts';
import type { PristinePaths } from '../state-dir.ts';
import { endedByFullDisk, requireSpace } from './disk-space.ts';
import { lastLine } from './host-tools.ts';
import { condense } from './maker-output.ts';
import { aptProxy, hostMirror } from './mirror.ts';
import { basePackages } from './packages.ts';
import { removeTree } from './remove-tree.ts';
import { checkFiles, makeStamp } from './tree-state.ts';

/** What a root takes while it is made and copied. */
const neededBytes = 1_600_000_000;

/**
 * Makes a pristine root with debootstrap or mmdebstrap, in place of what is there. The maker runs in namespaces of its own,
 * and ends with us: when Selkie is killed, no process and no mount of it is left.
 */
export async function makePristine(
  context: MachineContext,
  spec: Pick<MachineSpec, 'suite' | 'packages' | 'mirror'>,
  paths: PristinePaths,
): Promise<void> {
  const { host, signal } = context;
  await removeTree(host, paths.dir, signal);
  await host.files.makeDir(paths.dir, { mode: 0o700 });
  try {
    await requireSpace(host, paths.dir, neededBytes, signal);
    await runMaker(context, spec, paths);
  } catch (error) {
    await removeTree(host, paths.dir, AbortSignal.timeout(removalMs));
    throw error;
  }
  await host.files.write(paths.stamp, await makeStamp(host, paths.root));
}

const removalMs = 60_000;

async function runMaker(
  context: MachineContext,
  spec: Pick<MachineSpec, 'suite' | 'packages' | 'mirror'>,
  paths: PristinePaths,
): Promise<void> {
  const { host, signal } = context;
  const mirror = spec.mirror ?? (await hostMirror(host, signal));
  const proxy = host.env['http_proxy'] === undefined ? await aptProxy(host, signal) : undefined;
  const condensed = condense(context.progress, host.clock);
  const output: string[] = [];
  const { exitCode } = await host.processes.run(
    'setpriv',
    [...namespaces, ...(await makerCommand(context, spec, paths.root, mirror))],
    {
      signal,
      env: {
        DEBIAN_FRONTEND: 'noninteractive',
        LC_ALL: 'C',
        ...(proxy === undefined ? {} : { http_proxy: proxy }),
      },
      onLine: (line) => {
        output.push(line);
        condensed(line);
      },
    },
  );
  await host.files.write(paths.log, `${output.join('\n')}\n`);
  const state = await checkFiles(host, paths.root, (_, sizeBytes) => sizeBytes > 0);
  if (exitCode !== 0 || state.kind !== 'whole') {
    const full = await endedByFullDisk(host, paths.root, neededBytes, output.join('\n'));
    if (full !== undefined) throw full;
    const problem = state.kind === 'damaged' ? state.problem : undefined;
    const cause = causeOf(output) ?? problem ?? `status ${exitCode}`;
    throw new ToolError(diagnose('machine/root-not-made', { suite: spec.suite, cause, log: paths.log }));
  }
}

const namespaces: readonly string[] = [
  '--pdeathsig',
  'KILL',
  'unshare',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
  '--propagation',
  'private',
];

async function makerCommand(
  { host }: MachineContext,
  spec: Pick<MachineSpec, 'suite' | 'packages'>,
  root: string,
  mirror: string | undefined,
): Promise<readonly string[]> {
  const packages = [...basePackages, ...spec.packages].join(',');
  const from = mirror === undefined ? [] : [mirror];
  if ((await host.processes.find('debootstrap')) !== undefined) {
    return [
      'debootstrap',
      '--variant=minbase',
      '--force-check-gpg',
      `--include=${packages}`,
      spec.suite,
      root,
      ...from,
    ];
  }
  return [
    'mmdebstrap',
    '--variant=minbase',
    '--mode=root',
    `--include=${packages}`,
    spec.suite,
    root,
    ...from,
  ];
}

/** The maker's own words for a failure. */
function causeOf(output: readonly string[]): string | undefined {
  const errors = output.filter((line) => /^E: /.test(line));
  return (errors.at(-1) ?? lastLine(output.filter((line) => /^W: /.test(line)).join('\n')))?.slice(3);
}
