import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Mount } from '../../model/mount.ts';
import type { PortMapping } from '../../model/port.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Argument } from '../../parser/arguments.ts';
import { envFileArgument, mountArgument, portArgument } from '../../parser/arguments.ts';
import { shellWords } from '../../parser/normalize/shell-words.ts';
import type { RunOptions } from '../commands/run-command.ts';
import type { CommandContext } from '../context.ts';
import { environmentOf } from '../environment.ts';
import { environmentArguments } from '../session/environment-arguments.ts';

/** How a one-off is connected with the terminal. */
export interface Wiring {
  readonly hasTty: boolean;
  readonly hasInput: boolean;
}

/** The service as `run` starts it: what the command line says in the place of what the file says. */
export async function overridden(
  context: CommandContext,
  project: Project,
  service: Service,
  options: RunOptions,
  { hasTty, hasInput }: Wiring,
): Promise<Service> {
  const fromFiles = await fileEnvironment(context, project, options.envFromFile ?? []);
  const given = environmentArguments(context, project, options.env ?? []).map(pairOf);
  const labels = [...(options.label ?? []), ...(options.labels ?? [])].map(pairOf);
  const mounts = [...(options.volume ?? []), ...(options.volumes ?? [])].map((text) =>
    argument('--volume', text, mountArgument(text, context.host)),
  );
  const entrypoint = options.entrypoint === undefined ? undefined : words(options.entrypoint);
  return {
    ...service,
    // It has a name of its own, ends when it ends, and is one.
    containerName: undefined,
    restart: undefined,
    replicas: 1,
    ...(entrypoint === undefined ? {} : { entrypoint, command: [] }),
    ...(options.command.length === 0 ? {} : { command: options.command }),
    environment: new Map([...service.environment, ...fromFiles, ...given]),
    labels: new Map([...service.labels, ...labels]),
    mounts: withMounts(service.mounts, mounts),
    ports: portsOf(service, options),
    user: options.user ?? service.user,
    workingDir: options.workdir ?? service.workingDir,
    capAdd: [...new Set([...service.capAdd, ...(options.capAdd ?? [])])],
    capDrop: [...new Set([...service.capDrop, ...(options.capDrop ?? [])])],
    hasTty,
    isStdinOpen: hasInput,
  };
}

async function fileEnvironment(
  context: CommandContext,
  project: Project,
  paths: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const here = environmentOf(context, project);
  const read = await Promise.all(
    paths.map((path) => envFileArgument(path, (name) => here[name], context.host, context.signal)),
  );
  const problems = read.flatMap(({ diagnostics }) => diagnostics);
  if (read.some(({ value }) => value === undefined)) throw new ToolError(problems);
  context.report(problems);
  return read.flatMap(({ value }) => [...(value ?? [])]);
}

/** The file's ports are off unless asked for: a service that runs has them. */
function portsOf(service: Service, { servicePorts, publish }: RunOptions): readonly PortMapping[] {
  if (servicePorts === true) return service.ports;
  return (publish ?? []).flatMap((text) => argument('--publish', text, portArgument(text)));
}

/** One mount for each path: what is said last holds. */
function withMounts(own: readonly Mount[], given: readonly Mount[]): readonly Mount[] {
  return [...new Map([...own, ...given].map((mount) => [mount.target, mount])).values()];
}

function words(text: string): readonly string[] {
  const split = shellWords(text);
  return split ?? usage(`\`--entrypoint\` takes a command line, not \`${text}\`: a quote is not closed`);
}

function argument<T extends object>(option: string, text: string, parsed: Argument<T>): T {
  if ('problem' in parsed) return usage(`\`${option} ${text}\`: ${parsed.problem}`);
  return parsed;
}

function usage(problem: string): never {
  throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie run' }));
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
