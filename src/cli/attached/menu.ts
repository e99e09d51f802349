import type { CommandContext } from '../context.ts';
import { environmentOf, isTrue } from '../environment.ts';
import { isLiveProgress } from '../report/choose.ts';
import type { Style } from '../style.ts';
import type { Ending } from './follow.ts';
import { StatusLine } from './status-line.ts';
import type { AttachedUp } from './up-attached.ts';
import type { WatchSwitch } from './watch-switch.ts';

/** Keys that do something while `up` stays, with a line that names them. */
export interface Menu {
  /** With the streams that output has to go through, so that it and the line do not mix. */
  readonly context: CommandContext;
  /** From now on keys count. Resolves when the user lets go of the project, and not otherwise. */
  readonly open: (watching: WatchSwitch) => Promise<Ending>;
  /** Keys do not count any more, and the terminal is as it was. Safe to call twice. */
  readonly close: () => Promise<void>;
}

const interruptKey = 0x03;
const suspendKey = 0x1a;
const enterKey = 0x0d;

/** The menu, where there is a terminal to show it on, and neither `--menu=false` nor `COMPOSE_MENU` is against it. */
export function menuFor(context: CommandContext, { project, options }: AttachedUp): Menu | undefined {
  const { stdin, streams, globals, host } = context;
  const env = environmentOf(context, project);
  const variable = env['COMPOSE_MENU'];
  const isWanted = options.menu ?? (variable === undefined || variable === '' || isTrue(variable));
  const canShow = stdin.isTerminal && streams.stdout.isTerminal && isLiveProgress({ globals, env, streams });
  if (!isWanted || !canShow) return undefined;
  const canWatch = [...project.services.values()].some(({ watch }) => watch.length > 0);
  let watching: WatchSwitch | undefined;
  const line = new StatusLine(streams, (columns) =>
    menuText(context.outStyle, columns, canWatch ? watching?.isOn === true : undefined),
  );
  const over = new AbortController();
  let reading: Promise<void> = Promise.resolve();
  const stopResizing = stdin.onResize(() => {
    if (watching !== undefined) line.show();
  });

  async function toggle(): Promise<void> {
    if (watching === undefined) return;
    await watching.turn(!watching.isOn);
    if (!over.signal.aborted) line.show();
  }

  function suspend(): void {
    line.hide();
    stdin.setRaw(false);
    host.processes.kill(process.pid, 'SIGTSTP');
    // It is stopped here, and goes on from here.
    setImmediate(() => {
      if (over.signal.aborted) return;
      stdin.setRaw(true);
      line.show();
    });
  }

  async function read(detach: () => void): Promise<void> {
    for await (const chunk of stdin.read(over.signal)) {
      for (const key of chunk) {
        if (key === interruptKey) host.processes.kill(process.pid, 'SIGINT');
        else if (key === suspendKey) suspend();
        else if (key === enterKey) line.streams.stdout.write('\n');
        else if (key === 'w'.charCodeAt(0) || key === 'W'.charCodeAt(0)) void toggle();
        else if (key === 'd'.charCodeAt(0) || key === 'D'.charCodeAt(0)) detach();
      }
    }
  }

  return {
    context: {
      ...context,
      streams: line.streams,
      report: (diagnostics) => {
        if (diagnostics.length > 0) line.beside(() => context.report(diagnostics));
      },
    },
    open: (toggled) => {
      watching = toggled;
      stdin.setRaw(true);
      line.show();
      return new Promise((resolve) => {
        reading = read(() => resolve({ kind: 'detached' }));
      });
    },
    close: async () => {
      if (over.signal.aborted) return;
      over.abort();
      stopResizing();
      line.hide();
      if (watching !== undefined) stdin.setRaw(false);
      await reading;
    },
  };
}

/** `isWatching` undefined: there is nothing to watch. */
function menuText(style: Style, columns: number, isWatching: boolean | undefined): string {
  const items = [
    ...(isWatching === undefined ? [] : [['w', isWatching ? 'Disable Watch' : 'Enable Watch'] as const]),
    ['d', 'Detach'] as const,
    ['^C', 'Stop'] as const,
  ];
  const width = items.reduce(
    (sum, [key, words]) => sum + key.length + words.length + 1,
    3 * (items.length - 1),
  );
  // A line that wraps could not be taken away.
  if (width >= columns) return '';
  return items.map(([key, words]) => `${style.strong(key)} ${style.dim(words)}`).join('   ');
}
