import type { Naming } from '../emission.ts';

/** The names that `podman generate systemd` gives, and the like for networks and volumes. */
export const classicNaming: Naming = {
  names: ({ project, containers, networks, volumes }) => ({
    project,
    containers: new Map(containers.map(({ name }) => [name, `container-${name}`])),
    networks: new Map([...networks.keys()].map((name) => [name, `network-${name}`])),
    volumes: new Map([...volumes.keys()].map((name) => [name, `volume-${name}`])),
    images: new Map(),
  }),
  pod: (_, { name }) => `pod-${name}.service`,
};
