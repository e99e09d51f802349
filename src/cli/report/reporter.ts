/** One state of one resource, as progress shows it. */
export interface ResourceUpdate {
  /** What it is (`Container`, `Network`, `Image`, …). */
  readonly kind: string;
  readonly name: string;
  readonly status: 'Working' | 'Done' | 'Warning' | 'Error';
  /** One word of docker compose: `Creating`, `Started`, … */
  readonly text: string;
  /** More about it: the last line of a build, a reason, an error. */
  readonly details?: string;
  /** Bytes, for what is transferred. */
  readonly current?: number;
  readonly total?: number;
}

/** Shows progress on stderr, each implementation its own way. */
export interface Reporter {
  /** Opens the account of one piece of work, such as `up`. */
  readonly begin: (title: string) => void;
  readonly update: (update: ResourceUpdate) => void;
  /** Closes it: nothing of the live display may change any more. Safe to call twice. */
  readonly end: () => void;
}

/** The key under which updates of one resource belong together. */
export function resourceId({ kind, name }: Pick<ResourceUpdate, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
