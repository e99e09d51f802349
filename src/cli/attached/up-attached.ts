import { containerName } from '../../planner/names.ts';
import type { ExecutionEvent } from '../../executor/event.ts';
import { Patience } from '../../executor/logs/patience.ts';
import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import { keepChecked } from '../../executor/keep-checked.ts';
import { displayWidth } from '../../lib/visible-text.ts';
import type { Project } from '../../model/project.ts';
import type { Plan } from '../../planner/plan.ts';
import type { UpOptions } from '../commands/up-command.ts';
import type { CommandContext, Engine } from '../context.ts';
import { environmentOf } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { displayName } from '../logs/display-name.ts';
import type { LinePrinter } from '../logs/line-printer.ts';
import { makeLinePrinter } from '../logs/line-printer.ts';
import type { ProgressChoice } from '../report/choose.ts';
import { isLiveProgress, showsWords } from '../report/choose.ts';
import { runPlan } from '../run-plan.ts';
import type { Selection } from '../select-services.ts';
import type { PartedServers } from '../up/parted-servers.ts';
import { makeStyle } from '../style.ts';
import type { Ending, Watched } from './follow.ts';
import { follow } from './follow.ts';
import { menuFor } from './menu.ts';
import { stopNow } from './stop-now.ts';
import { WatchSwitch } from './watch-switch.ts';
import { quietSteps } from '../quiet.ts';
import { shownServices } from './shown-services.ts';

/** An `up` that stays and shows output. */
export interface AttachedUp {
  readonly engine: Engine;
  readonly project: Project;
  readonly selection: Selection;
  readonly plan: Plan;
  /** Mends clashes of servers in the pod. */
  readonly servers: PartedServers;
  readonly options: UpOptions;
  /** What to watch, when it was asked for. */
  readonly rules: readonly WatchRule[] | undefined;
  /** Called when the plan is carried out. */
  readonly onApplied: () => Promise<void>;
}

/** How long output may still come after everything was stopped. */
const drainMs = 2000;

/**
 * Carries the plan out, shows the output of the services that were named, and stops them on Ctrl-C, or (where that was asked
 * for) when one of them ends. What they depend on stays. Gives the exit status.
 */
export async function upAttached(given: CommandContext, up: AttachedUp): Promise<number> {
  const { engine, project, plan, options, servers } = up;
  const watched = watchedOf(given, up);
  const menu = menuFor(given, up);
  const context = menu?.context ?? given;
  const printer = makeLinePrinter(context.streams, {
    style: options.color ? context.outStyle : makeStyle(false),
    hasPrefix: options.logPrefix,
    isSplit: true,
    names: watched.names,
  });
  const say = (words: string) => {
    if (showsWords(progressOf(context, project))) context.streams.stderr.write(`${words}\n`);
  };
  // In line with the output of the services.
  const watchMargin = ' '.repeat(options.logPrefix ? Math.max(0, ...watched.names.map(displayWidth)) + 2 : 1);
  const patience = new Patience();
  let settled: () => void = () => undefined;
  const applied = new Promise<void>((resolve) => {
    settled = resolve;
  });
  const following = await follow(context, {
    engine,
    project,
    watched,
    printer,
    patience,
    mend: async (clash) => {
      const { turn } = servers;
      await applied;
      return servers.mend(context, clash, turn);
    },
  });
  const watching = new WatchSwitch(context, {
    ...up,
    patience,
    say: (line) => {
      printer.flush();
      say(`${watchMargin}⦿ ${line}`);
    },
  });
  const over = new AbortController();
  const hooks = hookPrinter(printer, project.name, watched);
  try {
    const ended = await runPlan(context, {
      title: 'up',
      plan,
      engine,
      project,
      quiet: quietSteps(options),
      onEvent: (event) => {
        hooks.take(event);
        servers.take(event);
      },
      toReport: servers.toReport,
    });
    await up.onApplied();
    const started = await servers.settle(ended);
    settled();
    if (started === exitCode.failed) return started;
    hooks.release();
    say(`Attaching to ${watched.names.join(', ')}`);
    // Under a live tree the output waits until the tree stands still.
    following.begin();
    const { client } = engine;
    // A check that cannot be run is no reason to go.
    keepChecked(client, context.host.clock, project.name, over.signal).catch(() => undefined);
    if (up.rules !== undefined) await watching.turn(true);
    const ending = await Promise.race([following.ending, menu?.open(watching) ?? following.ending]);
    await menu?.close();
    await watching.turn(false);
    if (ending.kind === 'all-ended' || ending.kind === 'detached') return exitCode.done;
    say(farewell(ending));
    await stopNow(context, { engine, project, services: options.targets, graceMs: graceOf(options) });
    await Promise.race([following.finished, context.host.clock.sleep(drainMs, context.forceSignal)]).catch(
      () => undefined,
    );
    return statusOf(ending, options, following.exits);
  } finally {
    settled();
    await menu?.close();
    await watching.turn(false);
    over.abort();
    following.stop();
    printer.flush();
  }
}

/** Shows what hooks print, as docker compose does: `web-1 ->  | line`. Under a live tree it waits until the tree stands still. */
function hookPrinter(
  printer: LinePrinter,
  project: string,
  { shown, isHeldBack }: Watched,
): { readonly take: (event: ExecutionEvent) => void; readonly release: () => void } {
  const held: (() => void)[] = [];
  let isHeld = isHeldBack;
  return {
    take: (event) => {
      if (event.kind !== 'output' || !('container' in event.operation)) return;
      const { name, service } = event.operation.container;
      if (!shown.has(typeof service === 'string' ? service : service.name)) return;
      const print = () => printer.line(`${displayName(project, name)} ->`, event.stream, event.line);
      if (isHeld) held.push(print);
      else print();
    },
    release: () => {
      isHeld = false;
      for (const print of held.splice(0)) print();
    },
  };
}

function watchedOf(context: CommandContext, { project, selection, options }: AttachedUp): Watched {
  const services = [...project.services.values()].filter(({ name }) => selection.targets.has(name));
  const shown = shownServices(project, selection, options);
  const { exitCodeFrom } = options;
  return {
    services: new Set<string>([
      ...[...services, ...shown].map(({ name }) => name),
      ...(exitCodeFrom === undefined ? [] : [exitCodeFrom]),
    ]),
    shown: new Set<string>(shown.map(({ name }) => name)),
    names: shown
      .flatMap((service) =>
        Array.from({ length: options.scale?.get(service.name) ?? service.replicas }, (_, index) =>
          displayName(project.name, containerName(project.name, service, index + 1)),
        ),
      )
      .sort(),
    endsWith: endsWith(options),
    hasTimestamps: options.timestamps === true,
    isHeldBack: isLiveProgress(progressOf(context, project)),
  };
}

function endsWith({
  abortOnContainerExit,
  abortOnContainerFailure,
  exitCodeFrom,
}: UpOptions): Watched['endsWith'] {
  if (abortOnContainerExit === true || exitCodeFrom !== undefined) return 'first';
  return abortOnContainerFailure === true ? 'failure' : 'none';
}

function progressOf(context: CommandContext, project: Project): ProgressChoice {
  return { globals: context.globals, env: environmentOf(context, project), streams: context.streams };
}

function farewell(ending: Ending): string {
  return ending.kind === 'interrupted'
    ? 'Gracefully stopping... (press Ctrl+C again to force)'
    : 'Aborting on container exit...';
}

function statusOf(ending: Ending, { exitCodeFrom }: UpOptions, exits: ReadonlyMap<string, number>): number {
  if (ending.kind !== 'exited') return exitCode.interrupted;
  return exitCodeFrom === undefined ? ending.exitCode : (exits.get(exitCodeFrom) ?? ending.exitCode);
}

function graceOf({ timeout }: UpOptions): number | undefined {
  return timeout === undefined ? undefined : timeout * 1000;
}
