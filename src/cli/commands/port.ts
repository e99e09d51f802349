import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { publishersOf } from '../ps/ports.ts';
import { findService, pickReplica } from '../session/find-container.ts';
import type { PortOptions } from './port-command.ts';

/** `selkie port` */
export async function run(context: CommandContext, options: PortOptions): Promise<number> {
  const { service, index } = options;
  const [, number = '', suffix] = /^(\d+)(?:\/(\w+))?$/u.exec(options.port) ?? [];
  if (number === '' || Number(number) > 65_535) {
    const problem = `\`${options.port}\` is no port`;
    throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie port' }));
  }
  const protocol = options.protocol ?? suffix ?? 'tcp';
  const { replicas } = await findService(context, service);
  const container = pickReplica(service, replicas, { index, isRunning: false });
  const published = publishersOf(container);
  const found = published.find((one) => one.TargetPort === Number(number) && one.Protocol === protocol);
  if (found === undefined) {
    const ports = published.map((one) => `${one.TargetPort}/${one.Protocol}`);
    const port = `${number}/${protocol}`;
    throw new ToolError(diagnose('cli/no-port', { port, container: container.name, ports }));
  }
  const host = found.URL.includes(':') ? `[${found.URL}]` : found.URL;
  context.streams.stdout.write(`${host}:${found.PublishedPort}\n`);
  return exitCode.done;
}
