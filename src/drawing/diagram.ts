/** A picture before it has a form: boxes in frames, and arrows between boxes. Text in it is as people wrote it. */
export interface Diagram {
  readonly title: string;
  /** One sentence for those who do not see the picture. */
  readonly description: string;
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  /** Arrows between boxes that are there; none leads back to where it began. */
  readonly arrows: readonly Arrow[];
  /** What networks' colours mean; empty where there is one network. */
  readonly networks: readonly { readonly name: string; readonly detail: string }[];
  /** What an arrow of each kind says in this picture, for its legend. */
  readonly words: Readonly<Record<ArrowKind, string>>;
}

/** Boxes that belong together. */
export interface Frame {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** The pod has a stronger line. */
  readonly isPod: boolean;
  /** Networks that all in it are on: indices into the diagram's. */
  readonly networks: readonly number[];
}

/** One thing. */
export interface Box {
  readonly id: string;
  readonly frame: string | undefined;
  readonly shape: 'service' | 'job' | 'store';
  readonly tone: Tone;
  readonly title: string;
  /** A word or two beside the title: `job`, `×3`. */
  readonly tags: readonly string[];
  readonly lines: readonly Line[];
  /** Indices into the diagram's networks. */
  readonly networks: readonly number[];
}

/** A line of text in a box, with what it tells of. */
export interface Line {
  readonly about: 'image' | 'port' | 'volume' | 'secret' | 'note';
  readonly text: string;
}

/** What becomes of a thing, or `plain` where nothing is planned. */
export type Tone = 'plain' | 'add' | 'change' | 'remove' | 'keep';

/** How one thing follows another. */
export type ArrowKind = 'started' | 'healthy' | 'completed' | 'uses' | 'stopped';

/** From what needs to what is needed, or from what comes first to what comes then. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly kind: ArrowKind;
  /** A word on it, where there is more to say than its kind: `optional`. */
  readonly label: string | undefined;
}

/** What is written on an arrow of a kind. */
export const arrowWords: Readonly<Record<ArrowKind, string>> = {
  started: 'started',
  healthy: 'healthy',
  completed: 'completed',
  uses: 'shares',
  stopped: 'stopped',
};

/** What stands on a frame, in parts. */
export function frameWords({ title, detail, networks }: Frame, diagram: Diagram): readonly string[] {
  const names = networks.map((index) => diagram.networks[index]?.name ?? '');
  const on = names.length === 0 ? '' : `on ${names.join(', ')}`;
  return [title, detail, on].filter((text) => text !== '');
}
