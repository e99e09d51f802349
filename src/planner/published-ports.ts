import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Origins } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { PublishedPort } from './container-design.ts';

/** Gives out host ports: a range serves one container each, and no port is given out twice. */
export class PortAllocator {
  readonly #taken = new Map<string, string>();
  readonly #origins: Origins;
  readonly diagnostics: Diagnostic[] = [];

  constructor(origins: Origins) {
    this.#origins = origins;
  }

  /** The published ports of the next container of a service. */
  allocate(service: Service): readonly PublishedPort[] {
    return service.ports.map((mapping, index) => {
      const { target: containerPort, hostIp, protocol, published } = mapping;
      if (published === undefined) return { containerPort, hostPort: 0, hostIp, protocol };
      for (let port = published.first; port <= published.last; port++) {
        const key = `${hostIp ?? ''} ${port}/${protocol}`;
        if (this.#taken.has(key)) continue;
        this.#taken.set(key, service.name);
        return { containerPort, hostPort: port, hostIp, protocol };
      }
      const range =
        published.first === published.last ? `${published.first}` : `${published.first}-${published.last}`;
      const other = this.#taken.get(`${hostIp ?? ''} ${published.last}/${protocol}`) ?? service.name;
      this.diagnostics.push(
        diagnose(
          'plan/port-taken',
          { service: service.name, other, port: `${range}/${protocol}` },
          this.#origins.find(['services', service.name, 'ports', index]),
        ),
      );
      return { containerPort, hostPort: published.first, hostIp, protocol };
    });
  }
}
