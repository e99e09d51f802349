import { diagnose, hasErrors } from '../../diagnostics/diagnostic.ts';
import { renderJson } from '../../diagnostics/render.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import { loadCanonical } from '../../parser/load-canonical.ts';
import { spanAt } from '../../parser/place.ts';
import type { LoadRequest } from '../../parser/request.ts';
import type { SelectedModel } from '../../parser/select-model.ts';
import { imageLocks, withDigests } from '../config/digests.ts';
import { containerNameClashes } from '../config/container-names.ts';
import { configText, listOf } from '../config/output.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { loadRequest } from '../load-request.ts';
import { writeOutput } from '../write-output.ts';
import type { ConfigOptions } from './config-command.ts';

/** `selkie config` */
export async function run(context: CommandContext, options: ConfigOptions): Promise<number> {
  const outcome = await loadCanonical(requestOf(context, options), context.host);
  if (options.quiet === true && options.format === 'json') return reportAsData(outcome, context, options);
  const model = valueOf(outcome, context);
  const list = listOf(model, options);
  const shown = list === undefined ? await pinned(checked(model, options), options, context) : model;
  if (options.quiet === true) return exitCode.done;
  await writeOutput(context, list ?? configText(shown, options), options.output);
  return exitCode.done;
}

/** `config -q --format json`: there is nothing but findings, so they are the data. A list, empty when all is well. */
function reportAsData(
  { value, diagnostics }: Outcome<SelectedModel>,
  { host, streams }: CommandContext,
  options: ConfigOptions,
): number {
  const all = [...diagnostics, ...(value === undefined ? [] : clashesOf(value, options))];
  streams.stdout.write(renderJson(all, { workingDir: host.workingDir }));
  return hasErrors(all) ? exitCode.failed : exitCode.done;
}

function requestOf(context: CommandContext, options: ConfigOptions): LoadRequest {
  const isRaw = !options.interpolate || options.variables === true;
  const skipsFiles =
    !options.envResolution ||
    [
      options.services,
      options.volumes,
      options.networks,
      options.models,
      options.profiles,
      options.images,
    ].includes(true);
  const isList = skipsFiles && options.envResolution;
  const isUnnarrowed = isRaw || (isList && options.profiles !== true && options.images !== true);
  return {
    ...loadRequest(context, isUnnarrowed ? [] : servicesOf(options)),
    noInterpolate: isRaw,
    noNormalize: !options.normalize,
    noPathResolution: !options.pathResolution,
    noConsistency: !options.consistency,
    noEnvResolution: skipsFiles,
  };
}

/** `--hash a,b` chooses services as arguments do. */
function servicesOf({ hash, targets }: ConfigOptions): readonly string[] {
  if (hash === undefined) return targets;
  return hash === '*' ? [] : hash.split(',');
}

function valueOf(outcome: Outcome<SelectedModel>, context: CommandContext): SelectedModel {
  if (outcome.value === undefined) throw new ToolError(outcome.diagnostics);
  context.report(outcome.diagnostics);
  return outcome.value;
}

function checked(model: SelectedModel, options: ConfigOptions): SelectedModel {
  const clashes = clashesOf(model, options);
  if (clashes.length > 0) throw new ToolError(clashes);
  return model;
}

function clashesOf(model: SelectedModel, options: ConfigOptions): readonly Diagnostic[] {
  if (!options.consistency || !options.interpolate) return [];
  return containerNameClashes(model.selected.services).map((clash) =>
    diagnose(
      'compose/same-container-name',
      clash,
      spanAt(model.tree, ['services', clash.service, 'container_name']),
    ),
  );
}

async function pinned(
  model: SelectedModel,
  options: ConfigOptions,
  context: CommandContext,
): Promise<SelectedModel> {
  if (options.resolveImageDigests !== true && options.lockImageDigests !== true) return model;
  const { createRegistryClient } = await import('../../podman/registry/registry-client.ts');
  const registries = createRegistryClient(context.host);
  try {
    const resolved = await withDigests(model, registries, context.signal);
    return options.lockImageDigests === true ? imageLocks(resolved) : resolved;
  } finally {
    await registries.close();
  }
}
