import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

/** A listening stand-in for Podman. */
export interface RehearsalEngine {
  readonly close: () => void;
}

type Fields = Readonly<Record<string, unknown>>;

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly labels: Fields;
}

interface Container extends Thing {
  readonly image: string;
  readonly pod: string;
  readonly isInfra: boolean;
  state: string;
}

const imageId = 'e'.repeat(64);

/**
 * A stand-in for Podman 5.8 on a unix socket, with as much of it as the rehearsal's command lines ask for: what is made is
 * there until it is removed. All images are there. It runs nothing.
 */
export async function openRehearsalEngine(path: string): Promise<RehearsalEngine> {
  const containers: Container[] = [];
  const others: Record<string, Thing[]> = { pods: [], networks: [], volumes: [], secrets: [] };
  let count = 0;
  const nextId = () => (++count).toString(16).padStart(64, '0');
  const find = (key: string) => containers.find(({ id, name }) => id === key || name === key);

  function make(kind: string, spec: Fields, query: URLSearchParams): string {
    const id = nextId();
    const name = textOf(spec['name'] ?? spec['Name'] ?? query.get('name'));
    const labels = fieldsOf(spec['labels'] ?? spec['Labels'] ?? parsed(query.get('labels') ?? ''));
    const image = textOf(spec['image']);
    if (kind === 'containers') {
      containers.push({
        id,
        name,
        labels,
        image,
        pod: textOf(spec['pod']),
        isInfra: false,
        state: 'created',
      });
      return id;
    }
    others[kind]?.push({ id, name, labels });
    if (kind === 'pods') {
      const infra = { id: nextId(), name: textOf(spec['infra_name']), labels, image };
      containers.push({ ...infra, pod: name, isInfra: true, state: 'created' });
    }
    return id;
  }

  function remove(kind: string, key: string): void {
    const all: Thing[] = kind === 'containers' ? containers : (others[kind] ?? []);
    const at = all.findIndex(({ id, name }) => id === key || name === key);
    const [gone] = at === -1 ? [] : all.splice(at, 1);
    if (kind !== 'pods' || gone === undefined) return;
    for (const { id } of containers.filter(({ pod }) => pod === gone.name)) remove('containers', id);
  }

  /** undefined: there is no such thing. */
  function answer(method: string, kind: string, key: string, verb: string): unknown {
    if (kind === '_ping') return 'OK';
    if (method === 'DELETE') {
      remove(kind, key);
      return [];
    }
    if (kind === 'images') return { Id: imageId, Config: { Cmd: ['sh'], Env: ['PATH=/bin'] } };
    const container = find(key);
    if (container === undefined) return undefined;
    if (method === 'GET') return verb === 'json' ? inspection(container) : 'rehearsed\n';
    if (verb !== 'wait') container.state = verb === 'kill' || verb === 'stop' ? 'exited' : 'running';
    return 0;
  }

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://d');
      const parts = pathname.replace(/^(?:\/v[\d.]+)?(?:\/libpod)?\//u, '').split('/');
      const [kind = '', key = '', verb = ''] = parts.map(decodeURIComponent);
      if (key === 'create') {
        const Id = make(kind, fieldsOf(parsed(Buffer.concat(chunks).toString())), searchParams);
        reply(response, { Id, ID: Id });
      } else if (key === 'json' && kind === 'containers') {
        reply(response, containers.filter(({ labels }) => hasLabels(labels, searchParams)).map(containerRow));
      } else if (key === 'json') {
        reply(
          response,
          (others[kind] ?? []).map((thing) => rowOf(kind, thing, containers)),
        );
      } else reply(response, answer(request.method ?? '', kind, key, verb));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  return {
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function reply(response: ServerResponse, value: unknown): void {
  response.writeHead(value === undefined ? 404 : 200, {
    'content-type': 'application/json',
    'libpod-api-version': '5.8.0',
  });
  response.end(JSON.stringify(value ?? {}));
}

function containerRow({ id, name, labels, image, pod, isInfra, state }: Container): Fields {
  return {
    Id: id,
    Names: [name],
    Image: image,
    ImageID: imageId,
    Command: ['sh'],
    Created: '2026-01-01T00:00:00Z',
    State: state,
    Status: '',
    ExitCode: 0,
    Labels: labels,
    IsInfra: isInfra,
    Pod: pod,
    PodName: pod,
    Networks: [],
    Mounts: [],
    Ports: [{ host_ip: '', container_port: 80, host_port: 8080, range: 1, protocol: 'tcp' }],
  };
}

function inspection({ id, name, labels, state }: Container): Fields {
  return {
    Id: id,
    Name: name,
    State: { Status: state, Running: state === 'running', ExitCode: 0, StartedAt: '2026-01-01T00:00:00Z' },
    Config: { Labels: labels, StopTimeout: 10, StopSignal: 'SIGTERM' },
    HostConfig: { RestartPolicy: { Name: 'no' } },
    NetworkSettings: { Networks: {} },
    Dependencies: [],
  };
}

function rowOf(kind: string, { id, name, labels }: Thing, containers: readonly Container[]): Fields {
  if (kind === 'secrets') return { ID: id, Spec: { Name: name, Labels: labels } };
  if (kind === 'networks') return { name, id, driver: 'bridge', labels };
  if (kind === 'volumes') return { Name: name, Driver: 'local', Labels: labels };
  const members = containers.filter(({ pod }) => pod === name);
  return {
    Id: id,
    Name: name,
    InfraId: members.find(({ isInfra }) => isInfra)?.id,
    Status: 'Running',
    Labels: labels,
    Containers: members.map((one) => ({ Id: one.id, Names: one.name, Status: one.state })),
  };
}

function hasLabels(labels: Fields, query: URLSearchParams): boolean {
  const { label } = fieldsOf(parsed(query.get('filters') ?? ''));
  const wanted = Array.isArray(label) ? label.map(String) : [];
  return wanted.every((text) => {
    const [key = '', value] = text.split('=');
    return value === undefined ? key in labels : labels[key] === value;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
