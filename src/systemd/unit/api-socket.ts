import type { Service } from '../../model/service.ts';
import type { Entry } from '../unit-file.ts';

/** Where systemd keeps the engine's socket, for the system and for each user; the unit of it listens there. */
const source = '%t/podman/podman.sock';
const target = '/var/run/docker.sock';
const address = `unix://${target}`;

/** `use_api_socket`: the socket has to be there before the container starts. */
export function socketOrder({ usesApiSocket }: Service): readonly Entry[] {
  return usesApiSocket
    ? [
        ['Wants', 'podman.socket'],
        ['After', 'podman.socket'],
      ]
    : [];
}

/** `key` and `value` of the flags of `podman run` for it; the value is escaped, as systemd is to replace a part of it. */
export function socketFlags({ usesApiSocket, environment }: Service): readonly Entry[] {
  if (!usesApiSocket) return [];
  return [
    ['volume', `${source}:${target}:rbind,rw`],
    // Clients of Podman look elsewhere than those of Docker.
    ...(environment.has('CONTAINER_HOST') ? [] : [['env', `CONTAINER_HOST=${address}`] as const]),
  ];
}
