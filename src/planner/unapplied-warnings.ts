import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { gatewayOrder, gatewayWishes } from '../model/gateway-order.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import {
  unappliedFileObjectKeys,
  unappliedKeys,
  unappliedNetworkKeys,
  unappliedTopLevelKeys,
  unappliedVolumeKeys,
} from './unapplied.ts';
import type { UnappliedKey } from './unapplied.ts';

/** One warning for each key that is valid but not applied, wherever it stands: nothing is dropped in silence. */
export function unappliedWarnings(project: Project, services: readonly Service[]): readonly Diagnostic[] {
  const found = new Map<string, { why: string; users: string[]; span: Span | undefined }>();
  const add = (
    where: string,
    path: readonly string[],
    user: string | undefined,
    keys: readonly UnappliedKey[],
  ) => {
    for (const { key, path: inner, why } of keys) {
      const name = `${where}${key}`;
      const known = found.get(name);
      if (known === undefined) {
        const span = project.origins.find([...path, ...inner]);
        found.set(name, { why, users: user === undefined ? [] : [user], span });
      } else if (user !== undefined && !known.users.includes(user)) known.users.push(user);
    }
  };
  for (const service of services) {
    add('', ['services', service.name], service.name, unappliedKeys(service));
  }
  for (const [key, network] of project.networks) {
    add('networks.*.', ['networks', key], undefined, unappliedNetworkKeys(network));
  }
  for (const [key, volume] of project.volumes) {
    add('volumes.*.', ['volumes', key], undefined, unappliedVolumeKeys(volume));
  }
  for (const [section, objects] of [
    ['secrets', project.secrets],
    ['configs', project.configs],
  ] as const) {
    for (const [key, object] of objects) {
      add(`${section}.*.`, [section, key], undefined, unappliedFileObjectKeys(object));
    }
  }
  add('', [], undefined, unappliedTopLevelKeys(project));
  return [
    ...[...found].map(([key, { why, users, span }]) =>
      diagnose('plan/not-applied', { key, services: users, why }, span),
    ),
    ...gatewayWarnings(project, services),
  ];
}

/** Wishes for a gateway that cannot come true: those against another service's, and for networks that are not the project's to change. */
function gatewayWarnings(project: Project, services: readonly Service[]): readonly Diagnostic[] {
  const { metrics, conflicts } = gatewayOrder(
    gatewayWishes([...project.services.values(), ...project.disabledServices.values()]),
  );
  const warn = (service: string, network: string, why: string): Diagnostic => {
    const span = project.origins.find(['services', service, 'networks', network, 'gw_priority']);
    return diagnose('plan/not-applied', { key: 'networks.*.gw_priority', services: [service], why }, span);
  };
  const names = new Set<string>(services.map(({ name }) => name));
  const external = services.flatMap(({ name, networking }) => {
    const attachments = networking.kind === 'bridge' ? networking.attachments : [];
    return attachments
      .filter(({ network, gatewayPriority }) => gatewayPriority !== 0 && metrics.has(network))
      .filter(({ network }) => project.networks.get(network)?.isExternal === true)
      .map(({ network }) => warn(name, network, 'an external network keeps the route metric that it has'));
  });
  return [
    ...conflicts
      .filter(({ service }) => names.has(service))
      .map(({ service, network }) =>
        warn(service, network, 'another service wants the same networks in another order'),
      ),
    ...external,
  ];
}
