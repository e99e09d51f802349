import type { ContainerStats } from '../../podman/replies.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatBinaryBytes, formatBytes } from '../../lib/format-bytes.ts';
import { formatRows } from '../format/format-rows.ts';
import type { Row } from '../format/format-rows.ts';
import { projectContainers } from '../project-containers.ts';
import type { StatsOptions } from './stats-command.ts';

const columns = [
  ['CONTAINER ID', 'ID'],
  ['NAME', 'Name'],
  ['CPU %', 'CPUPerc'],
  ['MEM USAGE / LIMIT', 'MemUsage'],
  ['MEM %', 'MemPerc'],
  ['NET I/O', 'NetIO'],
  ['BLOCK I/O', 'BlockIO'],
  ['PIDS', 'PIDs'],
] as const;

/** Clears the terminal and goes to its top. */
const clear = '\u001b[H\u001b[2J\u001b[3J';

/** `selkie stats` */
export async function run(context: CommandContext, options: StatsOptions): Promise<number> {
  const { streams, signal } = context;
  const { engine, containers } = await projectContainers(
    context,
    options.service === undefined ? [] : [options.service],
  );
  const running = containers.filter(({ state }) => state === 'running');
  const idle = options.all === true ? containers.filter((one) => !running.includes(one)) : [];
  const rest = idle.map(({ id, name }) => rowOf({ id, name }, options));
  const show = (rows: readonly Row[]) => {
    const text = formatRows([...rows, ...rest], { format: options.format, columns });
    const redraws = options.stream && streams.stdout.isTerminal && !isLines(options.format);
    streams.stdout.write(redraws ? clear + text : text);
  };
  if (running.length === 0) {
    show([]);
    return exitCode.done;
  }
  const ids = running.map(({ id }) => id);
  const all = engine.client.containerStats(ids, { isStream: options.stream }, signal);
  try {
    for await (const stats of all) {
      show(stats.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((one) => rowOf(one, options)));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return signal.aborted ? exitCode.interrupted : exitCode.done;
}

/** Output for programs is never redrawn. */
function isLines(format: string): boolean {
  return format !== '' && !format.startsWith('table');
}

function rowOf(
  stats: Pick<ContainerStats, 'id' | 'name'> & Partial<ContainerStats>,
  { trunc }: StatsOptions,
): Row {
  const { id, name, cpuPercent, memoryPercent, processes } = stats;
  const pair = (print: (bytes: number) => string, a: number | undefined, b: number | undefined): string =>
    a === undefined || b === undefined ? '-- / --' : `${print(a)} / ${print(b)}`;
  return {
    BlockIO: pair(traffic, stats.readBytes, stats.writtenBytes),
    CPUPerc: percent(cpuPercent),
    Container: id,
    ID: trunc ? id.slice(0, 12) : id,
    MemPerc: percent(memoryPercent),
    MemUsage: pair(formatBinaryBytes, stats.memoryBytes, stats.memoryLimitBytes),
    Name: name,
    NetIO: pair(traffic, stats.receivedBytes, stats.sentBytes),
    PIDs: processes === undefined ? '--' : String(processes),
  };
}

function percent(value: number | undefined): string {
  return value === undefined ? '--' : `${value.toFixed(2)}%`;
}

function traffic(bytes: number): string {
  return formatBytes(bytes, 3);
}
