import type { CommandContext } from '../context.ts';
import type { WatchRequest } from './begin-watching.ts';

/** The context in which another command does a part of the work, on the project and the engine that are there already. */
export function innerContext(
  context: CommandContext,
  {
    project,
    engine,
    isQuiet,
    isAmongOutput,
  }: Pick<WatchRequest, 'project' | 'engine' | 'isQuiet' | 'isAmongOutput'>,
): CommandContext {
  const { progress } = context.globals;
  const isRedrawn = progress === undefined || progress === 'auto' || progress === 'tty';
  return {
    ...context,
    globals: {
      ...context.globals,
      progress: isQuiet ? 'quiet' : isAmongOutput && isRedrawn ? 'plain' : progress,
    },
    loadProject: () => Promise.resolve(project),
    connect: () => Promise.resolve(engine),
    // Said once, when it all began.
    report: (diagnostics) => context.report(diagnostics.filter(({ code }) => code !== 'plan/orphans')),
  };
}
