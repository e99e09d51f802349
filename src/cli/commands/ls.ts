import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { label } from '../../planner/labels.ts';
import type { ContainerSummary } from '../../podman/replies.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatRows } from '../format/format-rows.ts';
import { isOneOff } from '../project-containers.ts';
import { stateOf } from '../ps/rows.ts';
import type { LsOptions } from './ls-command.ts';

/** `selkie ls` */
export async function run(context: CommandContext, options: LsOptions): Promise<number> {
  const patterns = (options.filter ?? []).map(patternOf);
  const { client } = await context.connect();
  const all = await client.listContainers({ label: [label.project] }, context.signal);
  const projects = new Map<string, ContainerSummary[]>();
  for (const container of all) {
    if (container.isInfra || !container.labels.has(label.service) || isOneOff(container)) continue;
    const name = container.labels.get(label.project) ?? '';
    projects.set(name, [...(projects.get(name) ?? []), container]);
  }
  const rows = [...projects]
    .filter(([name]) => patterns.every((pattern) => pattern.test(name)))
    .filter(([, containers]) => options.all === true || containers.some(isRunning))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, containers]) => ({
      Name: name,
      Status: statusOf(containers),
      ConfigFiles: [...new Set(containers.flatMap((one) => one.labels.get(label.configFiles) ?? []))].join(
        ',',
      ),
    }));
  context.streams.stdout.write(
    options.quiet === true
      ? rows.map(({ Name }) => `${Name}\n`).join('')
      : formatRows(rows, {
          format: options.format,
          isJsonList: true,
          columns: [
            ['NAME', 'Name'],
            ['STATUS', 'Status'],
            ['CONFIG FILES', 'ConfigFiles'],
          ],
        }),
  );
  return exitCode.done;
}

function isRunning(container: ContainerSummary): boolean {
  return stateOf(container) === 'running';
}

/** `exited(1), running(2)` */
function statusOf(containers: readonly ContainerSummary[]): string {
  const counts = new Map<string, number>();
  for (const container of containers) {
    const state = stateOf(container);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, count]) => `${state}(${count})`)
    .join(', ');
}

function patternOf(filter: string): RegExp {
  const [, key = filter, value] = /^([^=]+)=(.*)$/su.exec(filter) ?? [];
  try {
    if (key === 'name' && value !== undefined) return new RegExp(value, 'u');
  } catch {
    throw usage(`\`${filter}\` is no regular expression`);
  }
  throw usage(`invalid filter \`${key}\`: the only one is \`name=REGEXP\``);
}

function usage(problem: string): ToolError {
  return new ToolError(diagnose('cli/usage', { problem, command: 'selkie ls' }));
}
