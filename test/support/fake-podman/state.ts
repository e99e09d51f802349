import { randomBytes } from 'node:crypto';

/** A container of the fake engine. */
export interface FakeContainer {
  readonly id: string;
  readonly spec: Readonly<Record<string, unknown>>;
  name: string;
  state: 'created' | 'initialized' | 'running' | 'stopped' | 'exited';
  exitCode: number;
  health: string;
  /** What its health check finds from now on. */
  isWell: boolean;
  /** When its health check ran, and when it was started: milliseconds since 1970. */
  readonly checks: number[];
  startedMs: number;
  /** What its log holds: `[stream, text]`, one frame each. */
  log: (readonly [1 | 2, string])[];
  readonly isInfra: boolean;
  readonly pod: string | undefined;
}

/** A network, volume or secret. */
export interface FakeNamed {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** All that the fake engine has. Tests may look at it and change it. */
export class FakeState {
  readonly containers = new Map<string, FakeContainer>();
  readonly pods = new Map<
    string,
    { readonly id: string; readonly spec: Readonly<Record<string, unknown>> }
  >();
  readonly networks = new Map<string, FakeNamed>();
  readonly volumes = new Map<string, FakeNamed>();
  readonly secrets = new Map<string, FakeNamed & { readonly id: string; readonly data: Buffer }>();
  /** References of local images. */
  readonly images = new Set<string>();
  /** How long a container that has ended is only `stopped`, and still has its networks. */
  cleanUpMs = 0;
  /** Its clock. */
  now: () => number = Date.now;
  readonly #listeners = new Set<(event: object) => void>();
  #end: () => void = () => undefined;

  /** By name or id. */
  find(key: string): FakeContainer | undefined {
    return this.containers.get(key) ?? [...this.containers.values()].find(({ id }) => id === key);
  }

  add(spec: Readonly<Record<string, unknown>>, isInfra = false): FakeContainer {
    const container: FakeContainer = {
      id: newId(),
      spec,
      name: textOf(spec['name']),
      state: 'created',
      exitCode: 0,
      health: '',
      isWell: true,
      checks: [],
      startedMs: 0,
      log: [],
      isInfra,
      pod: typeof spec['pod'] === 'string' ? spec['pod'] : undefined,
    };
    this.containers.set(container.name, container);
    this.emit(container, 'create');
    return container;
  }

  /** Runs a container's health check, as a timer of the engine or a client has it done. */
  check(name: string, nowMs: number): FakeContainer {
    const container = this.find(name);
    if (container === undefined) throw new Error(`the fake engine has no container ${name}`);
    container.checks.push(nowMs);
    if (container.isWell) container.health = 'healthy';
    return container;
  }

  /** Ends a container as if its process had. */
  exit(name: string, exitCode: number): void {
    const container = this.find(name);
    if (container === undefined) throw new Error(`the fake engine has no container ${name}`);
    container.state = this.cleanUpMs > 0 ? 'stopped' : 'exited';
    if (this.cleanUpMs > 0) {
      setTimeout(() => {
        if (container.state === 'stopped') container.state = 'exited';
      }, this.cleanUpMs);
    }
    container.exitCode = exitCode;
    this.emit(container, 'died', { containerExitCode: String(exitCode) });
  }

  emit(container: FakeContainer, action: string, more: Readonly<Record<string, string>> = {}): void {
    const labels = labelsOf(container.spec);
    const attributes = { name: container.name, ...labels, ...more };
    const event = {
      Type: 'container',
      Action: action,
      Actor: { ID: container.id, Attributes: attributes },
      time: Math.floor(Date.now() / 1000),
      timeNano: Date.now() * 1e6,
    };
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: object) => void, end: () => void): () => void {
    this.#listeners.add(listener);
    this.#end = end;
    return () => this.#listeners.delete(listener);
  }

  /** Ends the latest stream of events, as an engine does that goes away. */
  stopEvents(): void {
    this.#end();
  }
}

/** 64 hexadecimal digits. */
export function newId(): string {
  return randomBytes(32).toString('hex');
}

/** The labels in a create request. */
export function labelsOf(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const labels = spec['labels'] ?? spec['Labels'] ?? {};
  return labels as Readonly<Record<string, string>>;
}

/** A text of a request, or the empty one. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
