/**
 * A place in a container's output: all up to it was seen. Engines before 5.8 tell the time of a line to the second only, so
 * lines of the same time are counted.
 */
export class LogCursor {
  #time: string | undefined;
  #count = 0;
  #toSkip = 0;
  #isCatchingUp = false;
  #floorMs: number | undefined;

  /** Starts behind what was printed up to a time; undefined starts at the beginning. */
  constructor(floorMs?: number) {
    this.#floorMs = floorMs;
  }

  /**
   * Where to begin a new reading: a little before the cursor, as the engine leaves lines of the exact time out, and never below
   * where it began: lines of an earlier life may be told of the same second.
   */
  get since(): string | undefined {
    const floorMs = this.#floorMs ?? Number.NEGATIVE_INFINITY;
    const beginMs = this.#time === undefined ? floorMs : Math.max(floorMs, Date.parse(this.#time) - 1);
    return Number.isFinite(beginMs) ? new Date(beginMs).toISOString() : undefined;
  }

  /** A new reading begins at `since`: what was seen comes again. */
  restart(): void {
    if (this.#time === undefined) return;
    this.#isCatchingUp = true;
    this.#toSkip = this.#count;
  }

  /** Up to that time all was seen, and of that time so many pieces. */
  placeAt(time: string, count: number): void {
    this.#time = time;
    this.#count = count;
  }

  /** Nothing was seen, but all that comes is later than that. */
  raiseFloor(ms: number): void {
    if (this.#time === undefined) this.#floorMs = Math.max(this.#floorMs ?? 0, ms);
  }

  /** Moves over one piece of output. False when it was seen before. */
  advance(time: string): boolean {
    if (this.#isCatchingUp && this.#time !== undefined) {
      if (time === this.#time && this.#toSkip > 0) {
        this.#toSkip--;
        return false;
      }
      if (time !== this.#time && isEarlier(time, this.#time)) return false;
      this.#isCatchingUp = false;
    }
    if (time === this.#time) this.#count++;
    else {
      this.#time = time;
      this.#count = 1;
    }
    return true;
  }
}

/** Order of two times as one engine writes them. Text decides below the millisecond: digits are padded. */
function isEarlier(a: string, b: string): boolean {
  const difference = Date.parse(a) - Date.parse(b);
  return difference < 0 || (difference === 0 && a < b);
}
