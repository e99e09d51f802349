import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { converse } from '../session/converse.ts';
import { parseDetachKeys } from '../session/detach-keys.ts';
import { findService, pickReplica } from '../session/find-container.ts';
import { forwardSignals } from '../session/forward-signals.ts';
import type { AttachOptions } from './attach-command.ts';

/** `selkie attach`. Gives the container's status when it ends meanwhile. */
export async function run(context: CommandContext, options: AttachOptions): Promise<number> {
  const { service, index } = options;
  const detachKeys = parseDetachKeys(options.detachKeys);
  if (detachKeys === undefined) {
    const problem = `\`${options.detachKeys}\` are no keys: write \`ctrl-p,ctrl-q\` or \`ctrl-x,d\``;
    throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie attach' }));
  }
  const { engine, replicas } = await findService(context, service);
  const { client } = engine;
  const { name } = pickReplica(service, replicas, { index, isRunning: true });
  const { isTty } = await client.inspectContainer(name, context.signal);
  const hasInput = options.withoutStdin !== true;
  const isForwarding = options.sigProxy === 'true';
  const stopForwarding = isForwarding ? forwardSignals(context, client, name) : () => undefined;
  const signal = isForwarding ? undefined : context.signal;
  try {
    const ending = await converse(context, {
      connection: await client.attachContainer(
        name,
        { stdin: hasInput, stdout: true, stderr: true, detachKeys: options.detachKeys },
        signal,
      ),
      hasTty: isTty,
      hasInput,
      detachKeys,
      resize: (size) => client.resizeContainer(name, size),
    });
    if (ending === 'detached') return exitCode.done;
    await client.waitContainer(name, ['stopped', 'exited'], signal);
    return (await client.inspectContainer(name, signal)).exitCode;
  } finally {
    stopForwarding();
  }
}
