import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { isJsonObject, jsonScalarText } from '../lib/json.ts';
import { checkCycles } from './check-cycles.ts';
import { checkLimits } from './check-limits.ts';
import { checkMounts } from './check-mounts.ts';
import { Place } from './place.ts';
import { items, members, undefinedName } from './service-check.ts';
import type { ProjectNames, ServiceCheck } from './service-check.ts';
import { get } from './tree-build.ts';
import type { MappingNode } from './tree.ts';

/** Reports what a schema cannot say: unknown references, choices that exclude each other, limits in two places, cycles. */
export function checkConsistency(root: MappingNode, project: ProjectNames, found: Diagnostic[]): void {
  const services = get(root, 'services');
  for (const [name, definition] of project.services) {
    const node = get(services, name) ?? root;
    const check: ServiceCheck = { name, definition, place: new Place(node), project, found };
    checkImage(check, new Place(services ?? root).entrySpan(name));
    checkBuild(check);
    checkNetworking(check);
    checkHealth(check);
    checkDependencies(check);
    checkReplicas(check);
    checkLimits(check);
    checkWatch(check);
    checkMounts(check);
    checkFileUses(check);
  }
  checkCycles(root, project, found);
}

function checkImage({ name, definition, project, found }: ServiceCheck, span: Span): void {
  const sources = ['image', 'build', 'provider', 'x-podman.rootfs'];
  if (sources.some((key) => key in definition || project.losses.covers(['services', name, key]))) return;
  found.push(diagnose('compose/no-image', { service: name }, span));
}

function checkBuild(check: ServiceCheck): void {
  const { name, definition, place, project, found } = check;
  const { build } = definition;
  if (!isJsonObject(build)) return;
  if ('dockerfile' in build && 'dockerfile_inline' in build) {
    const keys = ['dockerfile', 'dockerfile_inline'];
    found.push(
      diagnose(
        'compose/exclusive-keys',
        { path: `services.${name}.build`, keys },
        place.entrySpan('build', 'dockerfile_inline'),
        [{ span: place.entrySpan('build', 'dockerfile'), message: 'the other one' }],
      ),
    );
  }
  for (const [key, context] of members(build['additional_contexts'])) {
    const target = jsonScalarText(context).startsWith('service:')
      ? jsonScalarText(context).slice(8)
      : undefined;
    if (target === undefined) continue;
    const other = project.services.get(target);
    const path = ['build', 'additional_contexts', key];
    if (other === undefined) undefinedName(check, 'service', target, path);
    else if (!('build' in other) && !project.losses.covers(['services', target, 'build'])) {
      found.push(diagnose('compose/context-without-build', { service: name, target }, place.span(...path)));
    }
  }
  for (const [index, secret] of items(build['secrets']).entries()) {
    const source = isJsonObject(secret) ? jsonScalarText(secret['source']) : '';
    if (!project.secrets.has(source)) {
      undefinedName(check, 'secret', source, ['build', 'secrets', index, 'source']);
    }
  }
  if (project.losses.touches(['services', name, 'build', 'platforms'])) return;
  const platforms = items(build['platforms']);
  const platform = definition['platform'];
  if (platforms.length > 0 && typeof platform === 'string' && !platforms.includes(platform)) {
    found.push(
      diagnose('compose/platform-not-built', { service: name, platform }, place.span('build', 'platforms')),
    );
  }
}

function checkNetworking(check: ServiceCheck): void {
  const { name, definition, place, project, found } = check;
  const mode = definition['network_mode'];
  const networks = members(definition['networks']);
  if (typeof mode === 'string' && networks.length > 0) {
    const keys = ['network_mode', 'networks'];
    found.push(
      diagnose(
        'compose/exclusive-keys',
        { path: `services.${name}`, keys },
        place.entrySpan('network_mode'),
        [{ span: place.entrySpan('networks'), message: 'the other one' }],
      ),
    );
  }
  for (const [network] of networks) {
    if (!project.networks.has(network)) undefinedName(check, 'network', network, ['networks', network]);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const) {
    const value = definition[key];
    const target = typeof value === 'string' && value.startsWith('service:') ? value.slice(8) : undefined;
    if (target !== undefined && !project.services.has(target)) undefinedName(check, 'service', target, [key]);
  }
}

function checkHealth({ name, definition, place, found }: ServiceCheck): void {
  const { healthcheck } = definition;
  const [first] = items(isJsonObject(healthcheck) ? healthcheck['test'] : undefined);
  if (first === undefined || ['CMD', 'CMD-SHELL', 'NONE'].includes(jsonScalarText(first))) return;
  found.push(
    diagnose(
      'compose/bad-healthcheck',
      { service: name, first: jsonScalarText(first) },
      place.span('healthcheck', 'test'),
    ),
  );
}

function checkDependencies(check: ServiceCheck): void {
  const { definition, project, name, place, found } = check;
  for (const [target, dependency] of members(definition['depends_on'])) {
    if (project.services.has(target)) continue;
    const isRequired = !isJsonObject(dependency) || dependency['required'] !== false;
    const isDisabled = project.disabled.has(target);
    if (isDisabled && !isRequired) continue;
    if (isDisabled) {
      found.push(
        diagnose('compose/disabled-dependency', { service: name, target }, place.span('depends_on', target)),
      );
    } else undefinedName(check, 'service', target, ['depends_on', target]);
  }
}

function checkReplicas({ name, definition, place, found }: ServiceCheck): void {
  const { scale, deploy } = definition;
  const replicas = isJsonObject(deploy) ? deploy['replicas'] : undefined;
  if (scale !== undefined && replicas !== undefined && scale !== replicas) {
    const keys = ['scale', 'deploy.replicas'] as const;
    found.push(
      diagnose('compose/distinct-values', { service: name, keys }, place.span('scale'), [
        { span: place.span('deploy', 'replicas'), message: 'the other one' },
      ]),
    );
  }
  const count = Number(scale ?? replicas ?? 1);
  if (count > 1 && 'container_name' in definition) {
    const key = scale === undefined ? 'deploy.replicas' : 'scale';
    found.push(diagnose('compose/named-replicas', { service: name, key }, place.span('container_name')));
  }
}

function checkWatch({ name, definition, place, found }: ServiceCheck): void {
  const { develop } = definition;
  for (const [index, rule] of items(isJsonObject(develop) ? develop['watch'] : undefined).entries()) {
    if (!isJsonObject(rule) || 'target' in rule) continue;
    const { action } = rule;
    if (action === 'rebuild' || action === 'restart') continue;
    found.push(
      diagnose(
        'compose/watch-without-target',
        { service: name, action: jsonScalarText(action) },
        place.span('develop', 'watch', index),
      ),
    );
  }
}

function checkFileUses(check: ServiceCheck): void {
  const { definition, project } = check;
  for (const key of ['secrets', 'configs'] as const) {
    for (const [index, use] of items(definition[key]).entries()) {
      const source = isJsonObject(use) ? jsonScalarText(use['source']) : '';
      if (!project[key].has(source))
        undefinedName(check, key === 'secrets' ? 'secret' : 'config', source, [key, index, 'source']);
    }
  }
  for (const [model] of members(definition['models'])) {
    if (!project.models.has(model)) undefinedName(check, 'model', model, ['models', model]);
  }
}
