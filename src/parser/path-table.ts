/** A rule table keyed by paths such as `services.*.ports`, walked step by step beside a tree: each step costs the same whatever the table's size. */
export interface PathTable<T> {
  readonly rule: T | undefined;
  readonly named: ReadonlyMap<string, PathTable<T>>;
  /** Any key, and any item of a list. */
  readonly any: PathTable<T> | undefined;
}

interface Building<T> {
  rule: T | undefined;
  named: Map<string, Building<T>>;
  any: Building<T> | undefined;
}

/** Builds a table; `*` stands for any key or any item. */
export function pathTable<T>(rules: Readonly<Record<string, T>>): PathTable<T> {
  const root: Building<T> = { rule: undefined, named: new Map(), any: undefined };
  for (const [path, rule] of Object.entries(rules)) {
    let at = root;
    for (const step of path.split('.')) at = descend(at, step);
    at.rule = rule;
  }
  return root;
}

function descend<T>(at: Building<T>, step: string): Building<T> {
  const next = step === '*' ? at.any : at.named.get(step);
  if (next !== undefined) return next;
  const made: Building<T> = { rule: undefined, named: new Map(), any: undefined };
  if (step === '*') at.any = made;
  else at.named.set(step, made);
  return made;
}

/** The table below a key or an item; a named step goes before `*`. */
export function below<T>(table: PathTable<T> | undefined, step: string | number): PathTable<T> | undefined {
  if (table === undefined) return undefined;
  return typeof step === 'string' ? (table.named.get(step) ?? table.any) : table.any;
}
