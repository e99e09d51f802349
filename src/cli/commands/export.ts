import { resolve } from 'node:path';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { CommandContext } from '../context.ts';
import { tellDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { findService, pickReplica } from '../session/find-container.ts';
import type { ExportOptions } from './export-command.ts';

/** `selkie export` */
export async function run(context: CommandContext, options: ExportOptions): Promise<number> {
  const { streams, host, signal } = context;
  if (options.output === undefined && streams.stdout.isTerminal) {
    const problem =
      'a tar archive is not for a terminal: name a file with `--output`, or redirect the output';
    throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie export' }));
  }
  const { engine, replicas } = await findService(context, options.service);
  const { name } = pickReplica(options.service, replicas, { index: options.index, isRunning: false });
  if (context.globals.isDryRun) {
    return tellDryRun(
      context,
      `write the files of container ${name} to ${options.output ?? 'standard output'}`,
    );
  }
  const archive = await engine.client.exportContainer(name, signal);
  if (options.output === undefined) {
    for await (const chunk of archive) streams.stdout.write(chunk);
  } else {
    await host.files.writeStream(resolve(host.workingDir, options.output), archive);
  }
  return exitCode.done;
}
