import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { Version } from '../../podman/version.ts';
import { parseVersion } from '../../podman/version.ts';
import type { MachineContext } from '../provider.ts';
import { hintFor } from './refusals.ts';

/** What running `podman` needs. */
export type PodmanContext = Pick<MachineContext, 'host' | 'signal'> &
  Partial<Pick<MachineContext, 'progress'>>;

/** Where `podman machine` can be had: not for root on Linux, which it refuses. */
export function canHaveMachines(host: Host): boolean {
  return host.platform !== 'linux' || host.uid !== 0;
}

/** The version of the `podman` on PATH. Rejects with a ToolError where there is none, or it will not serve this user. */
export async function requirePodman({ host, signal }: PodmanContext): Promise<Version> {
  if (!canHaveMachines(host)) throw new ToolError(diagnose('machine/podman-as-root', {}));
  if ((await host.processes.find('podman')) === undefined) {
    throw new ToolError(diagnose('machine/no-podman', { platform: host.platform }));
  }
  const { stdout } = await host.processes.run('podman', ['--version'], { signal });
  const version = parseVersion(stdout.replace(/^podman version /u, ''));
  if (version === undefined) {
    throw new ToolError(refusal('podman --version', `it printed \`${stdout.trim()}\``));
  }
  return version;
}

/** Runs `podman machine` with these words and gives what it printed. Its own progress lines become details of ours. */
export async function runMachine(context: PodmanContext, args: readonly string[]): Promise<string> {
  const { host, signal, progress } = context;
  const { exitCode, stdout, stderr } = await host.processes.run('podman', ['machine', ...args], {
    signal,
    ...(progress === undefined
      ? {}
      : { onLine: (line) => (isNews(line) ? progress({ kind: 'detail', text: line.trim() }) : undefined) }),
  });
  if (exitCode === 0) return stdout;
  throw new ToolError(refusal(commandOf(args), causeOf(stdout, stderr) ?? `status ${exitCode}`));
}

/** Runs `podman machine` with these words and gives the JSON that it printed. */
export async function readMachineJson(context: PodmanContext, args: readonly string[]): Promise<unknown> {
  const text = await runMachine({ host: context.host, signal: context.signal }, args);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ToolError(refusal(commandOf(args), 'it printed no JSON'));
  }
}

function refusal(command: string, cause: string) {
  return diagnose('machine/podman-refused', { command, cause, hint: hintFor(cause) });
}

/** What it says of how to use it is for people who typed it. */
function isNews(line: string): boolean {
  return /^(Waiting for VM|Mounting volume|Extracting|Copying|Writing|Downloading|Image resized)/u.test(line);
}

/** `podman machine os apply`: what comes before options and names. */
function commandOf(args: readonly string[]): string {
  return ['podman', 'machine', ...args.slice(0, args[0] === 'os' ? 2 : 1)].join(' ');
}

/** Its last error. What ran in the machine speaks before it, and then it only adds that this ended with a status. */
function causeOf(stdout: string, stderr: string): string | undefined {
  const [ofOutput, ofErrors] = [stdout, stderr].map((text) =>
    text.split('\n').filter((line) => line.trim() !== '' && !onlyStatus.test(line.trim())),
  );
  const isError = (line: string) => line.startsWith('Error: ');
  const told = ofErrors?.findLast(isError) ?? ofOutput?.findLast(isError) ?? ofErrors?.at(-1);
  return told?.replace(/^Error: /u, '').trim();
}

const onlyStatus = /^(?:Error: )?(?:exit status|Process exited with status) \d+$/u;
