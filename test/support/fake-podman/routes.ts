import type { ServerResponse } from 'node:http';
import type { FakeContainer, FakeState } from './state.ts';
import { labelsOf, newId, textOf } from './state.ts';

/** A request, taken apart. */
interface FakeRequest {
  readonly method: string;
  /** Below `/libpod`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

type Handler = (
  state: FakeState,
  match: RegExpExecArray,
  request: FakeRequest,
  response: ServerResponse,
) => void;

/** Answers with JSON. */
function reply(response: ServerResponse, status: number, value?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(value === undefined ? undefined : JSON.stringify(value));
}

/** Answers as Podman does when it refuses. */
export function refuse(response: ServerResponse, status: number, cause: string, message = cause): void {
  reply(response, status, { cause, message, response: status });
}

/** The first route whose pattern matches `METHOD path` answers. */
export const routes: readonly (readonly [RegExp, Handler])[] = [
  [/^POST \/containers\/create$/, createContainer],
  [
    /^GET \/containers\/json$/,
    (state, _match, { query }, response) =>
      reply(
        response,
        200,
        [...state.containers.values()].filter((one) => hasLabels(one.spec, query)).map(row),
      ),
  ],
  [
    /^GET \/containers\/([^/]+)\/json$/,
    withContainer((_state, container, _request, response) => reply(response, 200, inspect(container))),
  ],
  [/^POST \/containers\/([^/]+)\/(init|start)$/, startContainer],
  [
    /^POST \/containers\/([^/]+)\/kill$/,
    withContainer((state, container, { query }, response) => {
      if (container.state !== 'running') {
        refuse(response, 409, 'container is not running');
        return;
      }
      state.exit(container.name, query.get('signal') === 'SIGKILL' ? 137 : 143);
      reply(response, 204);
    }),
  ],
  [
    /^POST \/containers\/([^/]+)\/stop$/,
    withContainer((state, container, _request, response) => {
      const isAlive = container.state === 'running';
      if (isAlive) state.exit(container.name, 143);
      const poll = setInterval(() => {
        if (container.state === 'stopped') return;
        clearInterval(poll);
        reply(response, isAlive ? 204 : 304);
      }, 5);
      response.on('close', () => clearInterval(poll));
    }),
  ],
  [
    /^POST \/containers\/([^/]+)\/wait$/,
    withContainer((_state, container, { query }, response) => {
      const wanted = query.getAll('condition');
      const poll = setInterval(() => {
        if (!wanted.includes(container.state) && !wanted.includes(container.health)) return;
        clearInterval(poll);
        reply(response, 200, container.exitCode);
      }, 5);
      response.on('close', () => clearInterval(poll));
    }),
  ],
  [
    /^GET \/containers\/([^/]+)\/logs$/,
    withContainer((_state, container, { query }, response) => {
      const sinceMs = Date.parse(query.get('since') ?? '');
      response.writeHead(200);
      for (const [stream, text] of container.log) {
        const [time = ''] = text.split(' ', 1);
        if (!(Date.parse(time) <= sinceMs)) response.write(frame(stream, text));
      }
      response.end();
    }),
  ],
  [
    /^DELETE \/containers\/([^/]+)$/,
    withContainer((state, container, _request, response) => {
      state.containers.delete(container.name);
      state.emit(container, 'remove');
      reply(response, 200, [{ Id: container.id }]);
    }),
  ],
  [/^POST \/pods\/create$/, createPod],
  [
    /^GET \/pods\/json$/,
    (state, _match, { query }, response) =>
      reply(
        response,
        200,
        [...state.pods.values()].filter((pod) => hasLabels(pod.spec, query)).map((pod) => podRow(state, pod)),
      ),
  ],
  [
    /^DELETE \/pods\/([^/]+)$/,
    (state, [, name = ''], _request, response) => {
      if (!state.pods.delete(name)) {
        refuse(response, 404, 'no such pod');
        return;
      }
      for (const container of [...state.containers.values()]) {
        if (container.pod === name) state.containers.delete(container.name);
      }
      reply(response, 200, {});
    },
  ],
  [
    /^GET \/images\/(.+)\/(exists|json)$/,
    (state, [, name = '', verb], _request, response) => {
      if (!state.images.has(decodeURIComponent(name))) {
        refuse(response, 404, 'image not known');
        return;
      }
      if (verb === 'exists') reply(response, 204);
      else reply(response, 200, { Id: newId(), Config: {} });
    },
  ],
  [
    /^POST \/images\/pull$/,
    (state, _match, { query }, response) => {
      state.images.add(query.get('reference') ?? '');
      response.writeHead(200);
      response.write('{"stream":"Trying to pull...\\n"}\n');
      response.end(`${JSON.stringify({ images: ['x'], id: newId() })}\n`);
    },
  ],
  [
    /^GET \/containers\/([^/]+)\/healthcheck$/,
    withContainer((state, container, _request, response) => {
      state.check(container.name, state.now());
      reply(response, 200, { Status: container.health, FailingStreak: 0, Log: null });
    }),
  ],
  [
    /^GET \/info$/,
    (_state, _match, _request, response) => reply(response, 200, { host: { cgroupManager: 'cgroupfs' } }),
  ],
  [/^POST \/(network|volume|secret)s\/create$/, createNamed],
  [
    /^GET \/(network|volume|secret)s\/json$/,
    (state, [, kind = ''], _request, response) =>
      reply(
        response,
        200,
        [...collection(state, kind).values()].map((one) => namedRow(kind, one)),
      ),
  ],
  [
    /^DELETE \/(network|volume|secret)s\/([^/]+)$/,
    (state, [, kind = '', name = ''], _request, response) =>
      removeNamed(state, kind, decodeURIComponent(name))
        ? reply(response, 200, [])
        : refuse(response, 404, `no such ${kind}`),
  ],
  [
    /^GET \/events$/,
    (state, _match, _request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const end = () => response.end();
      response.on(
        'close',
        state.listen((event) => response.write(`${JSON.stringify(event)}\n`), end),
      );
    },
  ],
];

function createContainer(
  state: FakeState,
  _match: RegExpExecArray,
  { body }: FakeRequest,
  response: ServerResponse,
): void {
  const spec = JSON.parse(body.toString()) as Record<string, unknown>;
  const image = textOf(spec['image']);
  const name = textOf(spec['name']);
  if (!state.images.has(image)) {
    refuse(response, 404, 'image not known', `no such image: ${image}: image not known`);
    return;
  }
  if (state.containers.has(name)) {
    const words = `creating container storage: the container name "${name}" is already in use by ${newId()}. You have to remove that container to be able to reuse that name`;
    refuse(response, 500, 'that name is already in use', `${words}: that name is already in use`);
    return;
  }
  reply(response, 201, { Id: state.add(spec).id, Warnings: [] });
}

function startContainer(
  state: FakeState,
  match: RegExpExecArray,
  _request: FakeRequest,
  response: ServerResponse,
): void {
  const container = state.find(decodeURIComponent(match[1] ?? ''));
  if (container === undefined) {
    refuse(response, 404, 'no such container');
    return;
  }
  if (container.state === 'running') {
    reply(response, 304);
    return;
  }
  container.state = match[2] === 'init' ? 'initialized' : 'running';
  state.emit(container, match[2] ?? '');
  reply(response, 204);
}

function createPod(
  state: FakeState,
  _match: RegExpExecArray,
  { body }: FakeRequest,
  response: ServerResponse,
): void {
  const spec = JSON.parse(body.toString()) as Record<string, unknown>;
  const name = textOf(spec['name']);
  if (state.pods.has(name)) {
    refuse(response, 409, 'pod already exists', `name "${name}" is in use: pod already exists`);
    return;
  }
  const pod = { id: newId(), spec };
  state.pods.set(name, pod);
  state.add({ name: textOf(spec['infra_name']), pod: name, labels: labelsOf(spec) }, true);
  reply(response, 201, { Id: pod.id });
}

function createNamed(
  state: FakeState,
  [, kind = '']: RegExpExecArray,
  { body, query }: FakeRequest,
  response: ServerResponse,
): void {
  const all = collection(state, kind);
  if (kind === 'secret') {
    const name = query.get('name') ?? '';
    if (all.has(name) && query.get('replace') !== 'true') {
      refuse(response, 500, 'secret name in use');
      return;
    }
    const id = newId();
    state.secrets.set(name, {
      id,
      name,
      labels: JSON.parse(query.get('labels') ?? '{}') as Record<string, string>,
      data: body,
    });
    reply(response, 200, { ID: id });
    return;
  }
  const spec = JSON.parse(body.toString()) as Record<string, unknown>;
  const name = textOf(spec['name']) || textOf(spec['Name']);
  if (all.has(name) && spec['IgnoreIfExists'] !== true) {
    refuse(
      response,
      kind === 'network' ? 409 : 500,
      `${kind} already exists`,
      `${kind} with name ${name} already exists: ${kind} already exists`,
    );
    return;
  }
  if (!all.has(name)) all.set(name, { name, labels: labelsOf(spec) });
  reply(response, kind === 'network' ? 200 : 201, { Name: name, name });
}

function withContainer(
  handle: (
    state: FakeState,
    container: FakeContainer,
    request: FakeRequest,
    response: ServerResponse,
  ) => void,
): Handler {
  return (state, match, request, response) => {
    const name = decodeURIComponent(match[1] ?? '');
    const container = state.find(name);
    if (container === undefined)
      refuse(
        response,
        404,
        'no such container',
        `no container with name or ID "${name}" found: no such container`,
      );
    else handle(state, container, request, response);
  };
}

function collection(
  state: FakeState,
  kind: string,
): Map<string, { readonly name: string; readonly labels: Readonly<Record<string, string>> }> {
  if (kind === 'network') return state.networks;
  return kind === 'volume' ? state.volumes : state.secrets;
}

/** Secrets have ids, too. */
function removeNamed(state: FakeState, kind: string, key: string): boolean {
  const secret = [...state.secrets.values()].find(({ id }) => id === key);
  return collection(state, kind).delete(kind === 'secret' && secret !== undefined ? secret.name : key);
}

function namedRow(
  kind: string,
  { name, labels, id }: { readonly name: string; readonly labels: object; readonly id?: string },
): object {
  if (kind === 'secret') return { ID: id, Spec: { Name: name, Labels: labels } };
  return kind === 'volume'
    ? { Name: name, Driver: 'local', Labels: labels }
    : { name, id: newId(), driver: 'bridge', labels };
}

function row(container: FakeContainer): object {
  return {
    Id: container.id,
    Names: [container.name],
    Image: container.spec['image'],
    State: container.state,
    Status: container.health,
    ExitCode: container.exitCode,
    Labels: labelsOf(container.spec),
    IsInfra: container.isInfra,
    Pod: container.pod ?? '',
    PodName: container.pod ?? '',
    Ports: null,
  };
}

function inspect(container: FakeContainer): object {
  return {
    Id: container.id,
    Name: container.name,
    Pod: container.pod ?? '',
    State: {
      Status: container.state,
      Running: container.state === 'running',
      ExitCode: container.exitCode,
      StartedAt: new Date(container.startedMs).toISOString(),
      ...(container.health === '' ? {} : { Health: { Status: container.health, Log: checkLog(container) } }),
    },
    Config: {
      Labels: labelsOf(container.spec),
      StopTimeout: 10,
      StopSignal: 'SIGTERM',
      ...('healthconfig' in container.spec ? { Healthcheck: container.spec['healthconfig'] } : {}),
    },
    HostConfig: { RestartPolicy: { Name: 'no' } },
    Dependencies: container.spec['dependencyContainers'] ?? [],
  };
}

function checkLog({ checks }: FakeContainer): readonly object[] | null {
  if (checks.length === 0) return null;
  return checks.slice(-5).map((ms) => ({ Start: new Date(ms).toISOString(), ExitCode: 0, Output: '' }));
}

function podRow(
  state: FakeState,
  { id, spec }: { readonly id: string; readonly spec: Readonly<Record<string, unknown>> },
): object {
  const name = textOf(spec['name']);
  const members = [...state.containers.values()].filter(({ pod }) => pod === name);
  return {
    Id: id,
    Name: name,
    InfraId: members.find(({ isInfra }) => isInfra)?.id,
    Status: members.every(({ state: one }) => one === 'running') ? 'Running' : 'Degraded',
    Labels: labelsOf(spec),
    Containers: members.map((one) => ({ Id: one.id, Names: one.name, Status: one.state })),
  };
}

function hasLabels(spec: Readonly<Record<string, unknown>>, query: URLSearchParams): boolean {
  const filters = JSON.parse(query.get('filters') ?? '{}') as { readonly label?: readonly string[] };
  const labels = labelsOf(spec);
  return (filters.label ?? []).every((text) => {
    const [key = '', value] = text.split('=');
    return value === undefined ? key in labels : labels[key] === value;
  });
}

function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}
