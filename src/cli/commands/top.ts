import { label } from '../../planner/labels.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { isOneOff, projectContainers, serviceOf } from '../project-containers.ts';
import { formatTable } from '../table.ts';
import type { TopOptions } from './top-command.ts';

/** `selkie top` */
export async function run(context: CommandContext, options: TopOptions): Promise<number> {
  const { engine, containers } = await projectContainers(context, options.targets);
  const running = containers.filter((one) => one.state === 'running' && !isOneOff(one));
  const tables = await Promise.all(
    running.map((container) => engine.client.topContainer(container.id, undefined, context.signal)),
  );
  const titles = [...new Set(tables.flatMap((table) => table.titles))];
  // The command is the longest, and stands last.
  const ordered = [...titles.filter((title) => !isCommand(title)), ...titles.filter(isCommand)];
  if (titles.length === 0) return exitCode.done;
  const rows = tables.flatMap((table, index) => {
    const container = running[index];
    if (container === undefined) return [];
    return table.processes.map((cells) => [
      serviceOf(container),
      container.labels.get(label.number) ?? '',
      ...ordered.map((title) => cells[table.titles.indexOf(title)] ?? '-'),
    ]);
  });
  context.streams.stdout.write(formatTable([['SERVICE', '#', ...ordered], ...rows]));
  return exitCode.done;
}

function isCommand(title: string): boolean {
  return title === 'COMMAND' || title === 'CMD';
}
