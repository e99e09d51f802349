import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { Model } from '../../model/model.ts';
import { lastLines } from '../last-output.ts';
import { findPlugin } from '../provide/find-plugin.ts';
import type { OperationOf, Run, Work } from './work.ts';

/** Fetches the model where it is not there, configures it, and tells where it is served. */
export const startModel: Run<'start-model'> = async (operation, work) => {
  const { model } = operation;
  const program = await findPlugin(work.host, 'model');
  if (program === undefined) {
    const { services } = operation;
    throw new ToolError(
      diagnose('execute/model-runner-missing', { model: model.key, services }, spanOf(operation, work)),
    );
  }
  const ask = (args: readonly string[]) => askRunner(operation, program, args, work);
  const known = tagsIn(await ask(['ls', '--json']));
  if (!known.includes(model.model)) {
    await work.progress({ text: `fetching ${model.model}` });
    await ask(['pull', model.model]);
  }
  await ask(configuration(model, await takesFlags(program, work)));
  const endpoint = endpointIn(await ask(['status', '--json']));
  if (endpoint === undefined) {
    const problem = 'it does not say where models are served';
    throw failure(operation, work, 'status', problem, []);
  }
  work.provide([
    ['endpoint', endpoint],
    ['model', model.model],
  ]);
};

async function askRunner(
  operation: OperationOf<'start-model'>,
  program: string,
  args: readonly string[],
  work: Work,
): Promise<string> {
  const { host, project, signal } = work;
  const [command = ''] = args;
  const { exitCode, stdout, stderr } = await host.processes.run(program, args, {
    signal,
    env: Object.fromEntries(project?.environment ?? []),
    onLine: (line) => {
      if (command === 'pull' && line.trim() !== '') void work.progress({ text: line });
    },
  });
  if (exitCode === 0) return stdout;
  throw failure(operation, work, command, `it exited with status ${exitCode}`, lastLines(stderr));
}

function failure(
  operation: OperationOf<'start-model'>,
  work: Work,
  command: string,
  problem: string,
  lines: readonly string[],
): ToolError {
  const { key: model } = operation.model;
  return new ToolError(
    diagnose('execute/model-failed', { model, command, problem, lines }, spanOf(operation, work)),
  );
}

function spanOf({ model }: OperationOf<'start-model'>, { project }: Work) {
  return project?.origins.find(['models', model.key]);
}

function configuration({ model, contextSize, runtimeFlags }: Model, withFlags: boolean): readonly string[] {
  return [
    'configure',
    ...(contextSize === undefined ? [] : ['--context-size', String(contextSize)]),
    model,
    ...(withFlags && runtimeFlags.length > 0 ? ['--', ...runtimeFlags] : []),
  ];
}

/** Flags for the runtime are taken from version 1.0.6 on. */
async function takesFlags(program: string, { host, signal }: Work): Promise<boolean> {
  const { stdout } = await host.processes.run(program, ['docker-cli-plugin-metadata'], { signal });
  const value = parsed(stdout);
  const version = isJsonObject(value) && typeof value['Version'] === 'string' ? value['Version'] : '';
  const [major = 0, minor = 0, patch = 0] = (/^v?(\d+)\.(\d+)\.(\d+)/u.exec(version) ?? [])
    .slice(1)
    .map(Number);
  return major > 1 || (major === 1 && (minor > 0 || patch >= 6));
}

function tagsIn(text: string): readonly string[] {
  const value = parsed(text);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const tags: unknown = isJsonObject(one) ? one['tags'] : undefined;
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  });
}

function endpointIn(text: string): string | undefined {
  const value = parsed(text);
  return isJsonObject(value) && typeof value['endpoint'] === 'string' && value['endpoint'] !== ''
    ? value['endpoint']
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
