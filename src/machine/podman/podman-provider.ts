import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { nearest } from '../../lib/nearest.ts';
import { settingNames, settingWords } from '../abilities.ts';
import type { MachineEngine } from '../machine.ts';
import { pruneDownloads } from '../image/downloads.ts';
import { resolveImage } from '../image/resolve-image.ts';
import { tellStep } from '../progress.ts';
import type { CopyRequest, InitRequest, MachineContext, MachineProvider, ShellRequest } from '../provider.ts';
import { podmanAbilities } from './abilities.ts';
import { initArguments, setArguments } from './arguments.ts';
import { helperFailure, lastWordsOf } from './helper-log.ts';
import { endLeftovers, runtimeFolder } from './leftovers.ts';
import { forgetMadeAs, keepMadeAs } from './made-as.ts';
import type { PodmanContext } from './podman-program.ts';
import { canHaveMachines, readMachineJson, requirePodman, runMachine } from './podman-program.ts';
import type { PodmanMachine } from './read-machines.ts';
import { machineRow, readMachines } from './read-machines.ts';
import { scpArguments, sshArguments } from './ssh-arguments.ts';

/** Machines of `podman machine`: virtual machines, on macOS and Windows the way to have an engine at all. */
export const podmanProvider: MachineProvider = {
  name: 'podman',
  defaultName: 'podman-machine-default',
  require: async (context) => {
    await requirePodman(context);
  },
  abilities: async (context) => podmanAbilities(await requirePodman(context), await vmTypeOf(context)),
  init,
  start,
  stop,
  remove: async (context, name, { isForced, isPruning }) => {
    const machine = await known(context, name);
    if (machine.state !== 'stopped') {
      if (!isForced) throw new ToolError(diagnose('machine/is-running', { name }));
      await stop(context, name);
    }
    await tellStep(context.progress, context.host.clock, `Removing machine ${name}`, () =>
      runMachine(quiet(context), ['rm', '--force', name]),
    );
    await forgetMadeAs(context, name);
    if (!isPruning) return;
    const images = (await readMachines(context)).flatMap(({ settings }) => settings.image ?? []);
    await pruneDownloads(context, images);
  },
  change: async (context, name, changes) => {
    await known(context, name);
    const words = settingNames.filter((setting) => changes[setting] !== undefined);
    const what = words.map((setting) => settingWords[setting]).join(', ');
    await tellStep(context.progress, context.host.clock, `Changing ${what} of machine ${name}`, () =>
      runMachine(context, setArguments(name, changes)),
    );
  },
  list: async (context) => {
    const { host } = context;
    if (!canHaveMachines(host) || (await host.processes.find('podman')) === undefined) return [];
    return readMachines(context);
  },
  shell,
  copy,
  logFiles: async (context, name) => {
    await known(context, name);
    return context.host.platform === 'linux' ? [`${runtimeFolder(context.host)}/gvproxy.log`] : [];
  },
  applyOs: async (context, name, image) => {
    await running(context, name);
    await tellStep(context.progress, context.host.clock, `Applying ${image} to machine ${name}`, () =>
      runMachine(context, ['os', 'apply', image, name]),
    );
  },
};

async function init(context: MachineContext, request: InitRequest): Promise<void> {
  const { name, settings } = request;
  const { host, progress } = context;
  const version = await requirePodman(context);
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/u.test(name)) {
    throw new ToolError(diagnose('machine/bad-name', { name }));
  }
  const before = await readMachines(context);
  if (before.some((one) => one.name === name)) {
    progress({ kind: 'note', text: `Machine ${name} is there already` });
    return;
  }
  const { image: text } = settings;
  const chosen = { ...settings, image: text === undefined ? undefined : await resolveImage(context, text) };
  await tellStep(progress, host.clock, `Making machine ${name}`, () =>
    runMachine(context, initArguments(name, chosen, version)),
  );
  const machine = await known(context, name);
  const { image = 'default', timezone = 'local', swapBytes } = settings;
  await keepMadeAs(context, name, machine.created, { image, timezone, swapBytes });
}

async function start(context: MachineContext, name: string): Promise<MachineEngine> {
  const { host, progress } = context;
  const machine = await known(context, name);
  if (machine.engine !== undefined && (await answersSoon(context, machine.engine))) {
    progress({ kind: 'note', text: `Machine ${name} is running already` });
    return machine.engine;
  }
  const others = (await readMachines(context)).filter((one) => one.state !== 'stopped' && one.name !== name);
  const [other] = others;
  if (other !== undefined && other.vmType !== 'wsl') {
    throw new ToolError(diagnose('machine/one-at-a-time', { name, other: other.name }));
  }
  // A start that was killed leaves a machine that starts for ever, or runs and was never set up.
  if (machine.state !== 'stopped') await runMachine(quiet(context), ['stop', name]);
  if (others.length === 0) await endLeftovers(host);
  return tellStep(progress, host.clock, `Starting machine ${name}`, async () => {
    try {
      await runMachine(context, ['start', '--no-info', name]);
      const { engine } = await running(context, name);
      await answering(context, name, engine);
      return engine;
    } catch (error) {
      const said = await lastWordsOf(host, error);
      await takeBack({ ...context, signal: AbortSignal.timeout(takeBackMs) }, name);
      throw said === undefined ? error : helperFailure(said, error);
    }
  });
}

const takeBackMs = 60_000;
const answerMs = 60_000;

/** After a start that failed: nothing of the machine runs, so that the next one can. */
async function takeBack(context: MachineContext, name: string): Promise<void> {
  try {
    const { state } = await known(context, name);
    if (state !== 'stopped') await runMachine(quiet(context), ['stop', name]);
  } catch {
    // The first failure is the one to tell.
  }
  const all = await readMachines(context).catch(() => []);
  if (all.every(({ state }) => state === 'stopped')) await endLeftovers(context.host);
}

async function answering(context: MachineContext, name: string, engine: MachineEngine): Promise<void> {
  if (await answersSoon(context, engine, answerMs)) return;
  throw new ToolError(diagnose('machine/engine-silent', { name, seconds: answerMs / 1000 }));
}

async function answersSoon(
  { host, signal, answers }: MachineContext,
  { socket }: MachineEngine,
  limitMs = 5000,
): Promise<boolean> {
  // A pipe of Windows is made when the machine runs.
  if (socket === undefined) return true;
  const untilMs = host.clock.now() + limitMs;
  while (!(await answers(socket, signal))) {
    if (host.clock.now() > untilMs) return false;
    await host.clock.sleep(200, signal);
  }
  return true;
}

async function stop(context: MachineContext, name: string): Promise<void> {
  const { host, progress } = context;
  const machine = await known(context, name);
  if (machine.state === 'stopped') {
    progress({ kind: 'note', text: `Machine ${name} is not running` });
  } else {
    await tellStep(progress, host.clock, `Stopping machine ${name}`, () =>
      runMachine(quiet(context), ['stop', name]),
    );
  }
  const others = await readMachines(context);
  if (others.every(({ state }) => state === 'stopped')) await endLeftovers(host);
}

async function shell(context: MachineContext, name: string, request: ShellRequest): Promise<number> {
  const { host, signal } = context;
  const { ssh } = await running(context, name);
  const program = await requireProgram(context, 'ssh');
  const child = await host.processes.start(program, sshArguments(ssh, request), { stdio: 'inherit', signal });
  return child.exited;
}

async function copy(context: MachineContext, { name, from, to }: CopyRequest): Promise<void> {
  const { host, signal } = context;
  const { ssh } = await running(context, name);
  const program = await requireProgram(context, 'scp');
  const { exitCode, stderr } = await host.processes.run(program, scpArguments(ssh, from, to), { signal });
  if (exitCode === 0) return;
  const cause = stderr.trim().split('\n').at(-1) ?? `status ${exitCode}`;
  throw new ToolError(diagnose('machine/copy-refused', { name, cause }));
}

async function requireProgram({ host }: MachineContext, name: string): Promise<string> {
  const found = await host.processes.find(name);
  if (found === undefined) throw new ToolError(diagnose('machine/no-ssh', { program: name }));
  return found;
}

async function known(context: MachineContext, name: string): Promise<PodmanMachine> {
  await requirePodman(context);
  const machines = await readMachines(context);
  const found = machines.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = machines.map((one) => one.name);
  throw new ToolError(diagnose('machine/unknown', { name, nearest: nearest(name, names), known: names }));
}

async function running(
  context: MachineContext,
  name: string,
): Promise<PodmanMachine & { readonly engine: MachineEngine }> {
  const machine = await known(context, name);
  const { engine } = machine;
  if (engine === undefined) throw new ToolError(diagnose('machine/not-running', { name }));
  return { ...machine, engine };
}

async function vmTypeOf(context: MachineContext): Promise<string> {
  const info = machineRow(await readMachineJson(context, ['info', '--format', 'json']));
  return info.child('Host').text('VMType');
}

/** Its own words say no more than ours. */
function quiet({ host, signal }: MachineContext): PodmanContext {
  return { host, signal };
}
