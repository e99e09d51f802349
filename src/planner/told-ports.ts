import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { serviceAliases } from './names.ts';

/**
 * TCP ports that the file shows a service to listen on without `ports` or `expose`: what a proxy's label or a variable says of
 * it, what its own health check asks on localhost, and where the settings of others look for it (`api:8000`). A guess, good
 * enough to keep two servers from one port of the pod; a wrong one costs a network namespace and nothing else.
 */
export function toldPorts(service: Service, project: Project): readonly string[] {
  const told = [...fromLabels(service), ...fromVariables(service), ...fromHealthcheck(service)];
  for (const other of project.services.values()) {
    if (other.name !== service.name) told.push(...portsBehind(ownNames(service), settingsOf(other)));
  }
  return [...new Set(told)].filter((port) => port > 0 && port < 65_536).map((port) => `${port}/tcp`);
}

function fromLabels({ labels }: Service): readonly number[] {
  const isPort = /^traefik\.(?:http|tcp)\.services\.[^.]+\.loadbalancer\.server\.port$/i;
  return [...labels].flatMap(([key, value]) => (isPort.test(key) ? numbersIn(value) : []));
}

function fromVariables({ environment }: Service): readonly number[] {
  return ['PORT', 'VIRTUAL_PORT'].flatMap((name) => numbersIn(environment.get(name) ?? ''));
}

function fromHealthcheck({ healthcheck }: Service): readonly number[] {
  const test = healthcheck?.kind === 'check' ? healthcheck.test : undefined;
  return portsBehind(['localhost', '127.0.0.1', '[::1]'], test ?? []);
}

/** The whole text as a number. */
function numbersIn(text: string): readonly number[] {
  return /^\d{1,5}$/.test(text.trim()) ? [Number(text)] : [];
}

/** The ports in `name:port` wherever one of the names stands alone. */
function portsBehind(names: readonly string[], texts: readonly string[]): readonly number[] {
  const alternatives = names.map((name) => name.replaceAll(/[^\w-]/g, String.raw`\$&`)).join('|');
  const address = new RegExp(String.raw`(?<![\w.-])(?:${alternatives}):(\d{1,5})(?![\w.])`, 'gi');
  return texts.flatMap((text) => [...text.matchAll(address)].map(([, port]) => Number(port)));
}

function settingsOf({ environment, command, entrypoint }: Service): readonly string[] {
  const values = [...environment.values()].filter((value) => value !== null);
  return [...values, ...(command ?? []), ...(entrypoint ?? [])];
}

function ownNames(service: Service): readonly string[] {
  const { hostname, containerName } = service;
  return [...serviceAliases(service), hostname, containerName].filter((name) => name !== undefined);
}
