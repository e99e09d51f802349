import type { ProjectView, ServiceView } from './project-view.ts';

/** `5 services, 4 of them in the pod, 2 networks, 3 volumes`. */
export function describeProject({ services, networks, volumes, secrets, configs }: ProjectView): string {
  const inPod = services.filter(({ placement }) => placement === 'pod').length;
  const parts = [
    counted(services.length, 'service'),
    inPod === 0 ? '' : inPod === services.length ? 'all in one pod' : `${inPod} of them in the pod`,
    ...[
      [networks.length, 'network'] as const,
      [volumes.length, 'volume'] as const,
      [secrets.length, 'secret'] as const,
      [configs.length, 'config'] as const,
    ].map(([count, what]) => (count === 0 ? '' : counted(count, what))),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `1 port`, `2 ports`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `db (healthy), cache (started, optional)`. */
export function dependenciesText({ dependsOn }: ServiceView): string {
  const words = {
    service_started: 'started',
    service_healthy: 'healthy',
    service_completed_successfully: 'completed',
  } as const;
  return dependsOn
    .map(({ service, condition, isRequired, restart }) => {
      const said = [words[condition], isRequired ? '' : 'optional', restart ? 'restart' : ''];
      return `${service} (${said.filter((word) => word !== '').join(', ')})`;
    })
    .join(', ');
}
