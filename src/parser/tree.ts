import type { Json } from '../lib/json.ts';
import type { Span } from '../diagnostics/span.ts';

/** A value of a compose file with the place it was written: what merging, extends, include and interpolation work on. */
export type Node = ScalarNode | SequenceNode | MappingNode;

/** A scalar, typed by YAML 1.2's core rules as the Compose Specification has them. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | bigint | null;
  /** The text as written, for numbers and booleans that some keys take as strings (`0644`, `1.0`, `yes`). */
  readonly text: string;
  readonly span: Span;
}

/** A list. */
export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
  readonly span: Span;
}

/** A mapping. Keys keep the order of the file; a key is never looked up on a prototype. */
export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, MappingEntry>;
  readonly span: Span;
}

/** One member of a mapping. */
export interface MappingEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

/** The plain value of a tree. `__proto__` and its like become own members. */
export function toJson(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    case 'sequence':
      return node.items.map(toJson);
    case 'mapping': {
      const object = Object.create(null) as Record<string, Json>;
      for (const { key, value } of node.entries.values()) object[key] = toJson(value);
      return object;
    }
  }
}
