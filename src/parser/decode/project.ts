import type { ServiceName } from '../../model/ids.ts';
import { parseServiceName } from '../../model/ids.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { JsonObject } from '../../lib/json.ts';
import { gatewayOrder, gatewayWishes } from '../../model/gateway-order.ts';
import type { LoadedModel } from '../load-model.ts';
import { spanAt } from '../place.ts';
import { usedResources } from '../select-model.ts';
import { decodeMachineSettings } from './machine-settings.ts';
import { decodeModel } from './model.ts';
import { decodePlacement } from './placement.ts';
import { decodeFileObject, decodeNetwork, decodeVolume } from './resources.ts';
import { decodeService } from './service.ts';

/** A loaded model as the project that planners and emitters work on. */
export function decodeProject(model: LoadedModel, options: { readonly allResources: boolean }): Project {
  const { canonical, active } = model;
  const services = new Map([...canonical.services].filter(([name]) => active.has(name)));
  const project = options.allResources ? canonical : usedResources({ ...canonical, services });
  const decodeAll = (isActive: boolean): ReadonlyMap<ServiceName, Service> => {
    const decoded = new Map<ServiceName, Service>();
    for (const [key, definition] of canonical.services) {
      const name = parseServiceName(key);
      if (name !== undefined && active.has(key) === isActive)
        decoded.set(name, decodeService(name, definition));
    }
    return decoded;
  };
  const enabled = decodeAll(true);
  const disabled = decodeAll(false);
  // All services count, so that a profile makes no other networks.
  const { metrics } = gatewayOrder(gatewayWishes([...enabled.values(), ...disabled.values()]));
  return {
    name: model.name,
    workingDir: model.workingDir,
    composeFiles: model.composeFiles,
    envFiles: model.envFiles,
    environment: model.environment,
    includedValues: model.includedValues,
    services: enabled,
    disabledServices: disabled,
    networks: mapEntries(project.networks, (key, network) => decodeNetwork(key, network, metrics.get(key))),
    volumes: mapEntries(project.volumes, decodeVolume),
    secrets: mapEntries(project.secrets, (key, object) => decodeFileObject('secret', key, object)),
    configs: mapEntries(project.configs, (key, object) => decodeFileObject('config', key, object)),
    models: mapEntries(project.models, decodeModel),
    placement: decodePlacement(canonical.extensions),
    machine: decodeMachineSettings(canonical.extensions),
    extensions: canonical.extensions,
    origins: { find: (path) => spanAt(model.tree, path) },
  };
}

function mapEntries<T>(
  section: ReadonlyMap<string, JsonObject>,
  decode: (key: string, definition: JsonObject) => T,
): ReadonlyMap<string, T> {
  return new Map([...section].map(([key, definition]) => [key, decode(key, definition)]));
}
