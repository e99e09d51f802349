import type { ObservedContainer } from '../../planner/observed.ts';
import { hasFailed } from '../../systemd/host/settle.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { observeProject } from '../observe-project.ts';
import { formatTable } from '../table.ts';
import { installedProject } from './open-systemd.ts';
import type { ScopeOptions } from './scope.ts';
import { installedContainers } from './service-units.ts';

const shownLines = 3;

/** `selkie systemd status`: every service with its unit's state and its health; the status of a failure when one is not well. */
export async function run(
  context: CommandContext,
  options: ScopeOptions & { readonly format?: 'table' | 'json' | undefined },
): Promise<number> {
  const installed = await installedProject(context, options);
  const containers = installedContainers(installed.texts);
  const [states, observed] = await Promise.all([
    installed.manager.show(containers.map(({ unit }) => unit)),
    healthOf(context, installed.name),
  ]);
  const rows = containers.map((container, index) => {
    const state = states[index];
    return {
      service: container.service,
      unit: container.unit,
      container: container.container,
      state: state?.active ?? 'unknown',
      detail: state?.sub ?? '',
      result: state?.result ?? '',
      health: observed.get(container.container)?.health ?? '',
      restarts: state?.restarts ?? 0,
      since: state?.since ?? '',
      isFailed: state === undefined || hasFailed(state) || state.sub === 'auto-restart',
    };
  });
  const isWell = rows.every(({ isFailed, health }) => !isFailed && health !== 'unhealthy');
  if (options.format === 'json') {
    context.streams.stdout.write(
      `${JSON.stringify(
        rows.map(({ isFailed, ...row }) => ({ ...row, failed: isFailed })),
        undefined,
        2,
      )}\n`,
    );
    return isWell ? exitCode.done : exitCode.failed;
  }
  context.streams.stdout.write(
    formatTable([
      ['SERVICE', 'UNIT', 'STATE', 'HEALTH', 'RESTARTS', 'SINCE'],
      ...rows.map(({ service, unit, state, detail, health, restarts, since }) => [
        service,
        unit,
        detail === '' || detail === state ? state : `${state} (${detail})`,
        health,
        String(restarts),
        since,
      ]),
    ]),
  );
  for (const { unit, isFailed } of rows) {
    if (!isFailed) continue;
    const lines = await installed.manager.lastLines(unit, shownLines);
    context.streams.stdout.write(`\n${unit}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  }
  return isWell ? exitCode.done : exitCode.failed;
}

async function healthOf(
  context: CommandContext,
  project: string,
): Promise<ReadonlyMap<string, ObservedContainer>> {
  const engine = await context.connect();
  const observed = await observeProject(engine, { name: project, project: undefined }, context.signal, {
    withImages: false,
  });
  return new Map(observed.containers.map((container) => [container.name, container] as const));
}
