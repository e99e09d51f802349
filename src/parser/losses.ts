interface Branch {
  isLost: boolean;
  readonly below: Map<string, Branch>;
}

/**
 * Where values are missing because they were refused. Checks that complain about something absent ask here first: what was
 * refused has been reported, and nobody left it out. Paths go through mappings only; an entry of a list has no stable place.
 */
export class Losses {
  readonly #root: Branch = { isLost: false, below: new Map() };
  #isEmpty = true;

  /** Something at this path, or all below it, was refused. The empty path is a file that could not be read. */
  add(path: readonly string[]): void {
    this.#isEmpty = false;
    let branch = this.#root;
    for (const step of path) {
      let next = branch.below.get(step);
      if (next === undefined) {
        next = { isLost: false, below: new Map() };
        branch.below.set(step, next);
      }
      branch = next;
    }
    branch.isLost = true;
  }

  /** True when what is absent at this path may be part of what was refused. */
  covers(path: readonly string[]): boolean {
    return !this.#isEmpty && this.#find(path) === 'lost';
  }

  /** True when anything at this path, around it or below it was refused. */
  touches(path: readonly string[]): boolean {
    return !this.#isEmpty && this.#find(path) !== undefined;
  }

  #find(path: readonly string[]): 'lost' | 'above a loss' | undefined {
    let branch: Branch | undefined = this.#root;
    for (const step of path) {
      if (branch.isLost) return 'lost';
      branch = branch.below.get(step);
      if (branch === undefined) return undefined;
    }
    if (branch.isLost) return 'lost';
    return branch.below.size > 0 ? 'above a loss' : undefined;
  }
}
