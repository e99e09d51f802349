import type { ContainerDesign } from '../planner/container-design.ts';

/** What things of a project are called as units, by their names on the engine. */
export interface UnitNames {
  /** Stem of the project's pod: `shop` of `shop.pod`, whose unit is `shop-pod.service`. */
  readonly project: string;
  /** Container → unit without its suffix. */
  readonly containers: ReadonlyMap<string, string>;
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
  /** Image that is built → unit without its suffix. */
  readonly images: ReadonlyMap<string, string>;
}

/** What there is to name. Networks and volumes: name on the engine → key; images: reference → service. */
export interface Named {
  readonly project: string;
  readonly containers: readonly ContainerDesign[];
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
  readonly images: ReadonlyMap<string, string>;
}

/**
 * Every unit begins with the project's name, so that none hides one of the system's: `shop-web` is the only container of a
 * service, `shop-web-1` the first of several. The suffixes that Quadlet adds for a pod, network, volume and build are taken
 * by those; a service whose unit would meet one of them is numbered too.
 */
export function nameUnits({ project, containers, networks, volumes, images }: Named): UnitNames {
  const of = (names: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...names].map(([name, key]) => [name, `${project}-${key}`]));
  const stems = { networks: of(networks), volumes: of(volumes), images: of(images) };
  const taken = new Set([
    `${project}-pod`,
    ...[...stems.networks.values()].map((stem) => `${stem}-network`),
    ...[...stems.volumes.values()].map((stem) => `${stem}-volume`),
    ...[...stems.images.values()].map((stem) => `${stem}-build`),
  ]);
  const counts = new Map<string, number>();
  for (const { service } of containers) counts.set(service.name, (counts.get(service.name) ?? 0) + 1);
  const named = new Map<string, string>();
  const add = ({ name, replica }: ContainerDesign, first: string): void => {
    let stem = first;
    while (taken.has(stem)) stem = `${stem}-${replica}`;
    taken.add(stem);
    named.set(name, stem);
  };
  const isAlone = ({ service }: ContainerDesign): boolean => counts.get(service.name) === 1;
  const sorted = [...containers].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const design of sorted.filter(isAlone)) add(design, `${project}-${design.service.name}`);
  for (const design of sorted.filter((one) => !isAlone(one))) {
    add(design, `${project}-${design.service.name}-${design.replica}`);
  }
  return { project, containers: named, ...stems };
}
