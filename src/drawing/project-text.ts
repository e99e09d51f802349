import { visibleText } from '../lib/visible-text.ts';
import { counted, dependenciesText, describeProject } from './project-words.ts';
import type { ProjectView, ServiceView } from './project-view.ts';

/** A project for people without a picture: each service with what it runs, publishes, mounts and needs. */
export function projectText(view: ProjectView): string {
  const isOneNetwork = view.networks.length < 2;
  const inPod = view.services.filter(({ placement }) => placement === 'pod');
  const others = view.services.filter(({ placement }) => placement !== 'pod');
  const sections: readonly (readonly [string, readonly ServiceView[]])[] = [
    [`In the pod ${view.pod ?? ''}`, inPod],
    [view.pod === null ? 'Services' : 'Beside the pod', others],
  ];
  const lines = sections
    .filter(([, services]) => services.length > 0)
    .flatMap(([title, services]) => [
      title,
      ...services.flatMap((service) => serviceLines(service, isOneNetwork, view.pod !== null)),
      '',
    ]);
  return visibleText(`${[...lines, `${view.project}: ${describeProject(view)}`].join('\n')}\n`);
}

function serviceLines(service: ServiceView, isOneNetwork: boolean, hasPod: boolean): readonly string[] {
  const tags = [
    ...(service.isJob ? ['job'] : []),
    ...(service.hasHealthcheck ? ['health check'] : []),
    ...(service.replicas === 1 ? [] : [counted(service.replicas, 'replica')]),
  ];
  const rows: readonly (readonly [string, string])[] = [
    ['image', `${service.image}${service.isBuilt ? ' (built)' : ''}`],
    ['needs', dependenciesText(service)],
    ['ports', service.ports.join(', ')],
    ['networks', isOneNetwork ? '' : service.networks.join(', ')],
    [
      'volumes',
      service.volumes
        .map(({ volume, target, isReadOnly }) => `${volume} at ${target}${isReadOnly ? ' (ro)' : ''}`)
        .join(', '),
    ],
    ['secrets', service.secrets.join(', ')],
    ['configs', service.configs.join(', ')],
    ['because', hasPod || service.placement !== 'beside' ? (service.placementReason ?? '') : ''],
  ];
  return [
    `  ${service.name}${tags.length === 0 ? '' : ` (${tags.join(', ')})`}`,
    ...rows.filter(([, text]) => text !== '').map(([word, text]) => `    ${word.padEnd(9)} ${text}`),
  ];
}
