import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { label } from '../../planner/labels.ts';
import type { EngineEvent } from '../../podman/replies.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { parsePointInTime } from '../point-in-time.ts';
import { projectContainers } from '../project-containers.ts';
import type { EventsOptions } from './events-command.ts';

/** `selkie events` */
export async function run(context: CommandContext, options: EventsOptions): Promise<number> {
  const { signal, streams, host } = context;
  const now = host.clock.now();
  const since = options.since === undefined ? undefined : pointInTime('--since', options.since, now);
  const until = options.until === undefined ? undefined : pointInTime('--until', options.until, now);
  const { engine, known } = await projectContainers(context, options.targets);
  const filters = { type: ['container'], label: [`${label.project}=${known.name}`] };
  const range = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  for await (const event of await engine.client.events(filters, range, signal)) {
    const service = event.attributes.get(label.service);
    if (service === undefined || event.attributes.get(label.oneOff)?.toLowerCase() === 'true') continue;
    if (options.targets.length > 0 && !options.targets.includes(service)) continue;
    streams.stdout.write(options.json === true ? jsonLine(event, service) : textLine(event));
  }
  return signal.aborted ? exitCode.interrupted : exitCode.done;
}

function pointInTime(option: string, text: string, nowMs: number): string {
  const time = parsePointInTime(text, nowMs);
  if (time !== undefined) return time;
  const problem = `\`${option}\` takes a date, a unix time or how long ago, not \`${text}\``;
  throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie events' }));
}

function jsonLine(event: EngineEvent, service: string): string {
  const attributes = Object.fromEntries(attributesOf(event));
  const { timeMs, id } = event;
  const time = new Date(timeMs).toISOString();
  return `${JSON.stringify({ time, type: 'container', service, id, action: actionOf(event), attributes })}\n`;
}

function textLine(event: EngineEvent): string {
  const time = new Date(event.timeMs).toISOString().replace('T', ' ').replace('Z', '');
  const attributes = attributesOf(event).map(([key, value]) => `${key}=${value}`);
  return `${time} container ${actionOf(event)} ${event.id} (${attributes.join(', ')})\n`;
}

/** What is not about compose, by name. */
function attributesOf({ attributes }: EngineEvent): readonly (readonly [string, string])[] {
  return [...attributes]
    .filter(([key]) => !key.startsWith('com.docker.compose.') && !key.startsWith('io.selkie.'))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Docker's word for what Podman says in another. */
function actionOf({ action }: EngineEvent): string {
  return words[action] ?? action;
}

const words: Readonly<Record<string, string>> = { died: 'die', exec_died: 'exec_die', remove: 'destroy' };
