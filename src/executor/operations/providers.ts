import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { stableJson } from '../../lib/stable-json.ts';
import type { ServiceName } from '../../model/ids.ts';
import { lastLines } from '../last-output.ts';
import { findProvider } from '../provide/find-plugin.ts';
import type { ProviderAccount } from '../provide/provider-messages.ts';
import { ProviderMessages } from '../provide/provider-messages.ts';
import type { ProviderMetadata } from '../provide/provider-metadata.ts';
import { parseMetadata } from '../provide/provider-metadata.ts';
import type { OperationOf, Run, Work } from './work.ts';

type ProviderStep = OperationOf<'start-provider' | 'stop-provider' | 'remove-provider'>;
type Command = 'up' | 'stop' | 'down';

/** Has the service provided, and tells the variables for those that depend on it. */
export const startProvider: Run<'start-provider'> = async (operation, work) => {
  const account = await runProvider(operation, 'up', work);
  if (account === undefined) return;
  const prefix = `${operation.service.toUpperCase()}_`;
  work.provide([
    ...[...account.variables].map(([name, value]) => [`${prefix}${name}`, value] as const),
    ...account.rawVariables,
  ]);
};

/** Tells the provider of a stop, where it wants to know. */
export const stopProvider: Run<'stop-provider'> = async (operation, work) => {
  await runProvider(operation, 'stop', work);
};

/** Has the provider take the service away. */
export const removeProvider: Run<'remove-provider'> = async (operation, work) => {
  await runProvider(operation, 'down', work);
};

async function runProvider(
  operation: ProviderStep,
  command: Command,
  work: Work,
): Promise<ProviderAccount | undefined> {
  const { service, provider } = operation;
  const { host, project, signal } = work;
  const span = project?.origins.find(['services', service, 'provider']);
  const { type } = provider;
  const program = type === 'compose' ? undefined : await findProvider(host, type);
  if (program === undefined) {
    throw new ToolError(diagnose('execute/provider-missing', { service, type }, span));
  }
  const surroundings = {
    signal,
    env: Object.fromEntries(project?.environment ?? []),
    ...(project === undefined ? {} : { cwd: project.workingDir }),
  };
  const asked = await host.processes.run(program, ['compose', 'metadata'], surroundings);
  const metadata = asked.exitCode === 0 ? parseMetadata(asked.stdout) : undefined;
  // Only one that says so knows of stops.
  if (command === 'stop' && metadata?.stop === undefined) return undefined;
  const missing = missingParameter(operation, command, metadata);
  if (missing !== undefined) {
    throw new ToolError(diagnose('execute/provider-parameter', { service, type, parameter: missing }, span));
  }
  const messages = new ProviderMessages();
  const definition = project?.services.get(service as ServiceName)?.definition ?? {};
  const { exitCode, stderr } = await host.processes.run(
    program,
    [
      'compose',
      `--project-name=${project?.name ?? ''}`,
      command,
      ...optionsFor(operation, command, metadata),
      service,
    ],
    {
      ...surroundings,
      input: `${stableJson(definition)}\n`,
      onLine: (line, stream) => {
        const text = stream === 'stdout' ? messages.take(line) : undefined;
        if (text !== undefined) void work.progress({ text });
      },
    },
  );
  const account = messages.account();
  const problem = problemOf(account, exitCode);
  if (problem === undefined) return account;
  throw new ToolError(
    diagnose('execute/provider-failed', { service, type, command, problem, lines: lastLines(stderr) }, span),
  );
}

function problemOf({ error, strange }: ProviderAccount, exitCode: number): string | undefined {
  if (error !== undefined) return error;
  if (exitCode !== 0) return `it exited with status ${exitCode}`;
  return strange === undefined ? undefined : 'it printed a line that is no message of a provider';
}

function missingParameter(
  { provider }: ProviderStep,
  command: Command,
  metadata: ProviderMetadata | undefined,
): string | undefined {
  return metadata?.[command]?.find(({ name, isRequired }) => isRequired && !provider.options.has(name))?.name;
}

/** Those that the command takes; all of them for a provider that does not say. */
function optionsFor(
  { provider }: ProviderStep,
  command: Command,
  metadata: ProviderMetadata | undefined,
): readonly string[] {
  const known = metadata?.[command]?.map(({ name }) => name);
  return [...provider.options]
    .filter(([name]) => known === undefined || known.includes(name))
    .flatMap(([name, values]) => values.map((value) => `--${name}=${value}`));
}
