/**
 * A queue between many writers and one reader. Writing never blocks; a writer that makes much awaits `room()` first, which
 * holds it back while the reader is behind.
 */
export class Channel<T> implements AsyncIterable<T> {
  readonly #capacity: number;
  #items: T[] = [];
  #next = 0;
  #isClosed = false;
  #failure: { readonly error: unknown } | undefined;
  #wakeReader: (() => void) | undefined;
  #wakeWriters: (() => void)[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Ignored after `close`. */
  push(item: T): void {
    if (this.#isClosed) return;
    this.#items.push(item);
    this.#wakeReader?.();
  }

  /** Resolves when the reader is not behind, and when there is none any more. */
  async room(): Promise<void> {
    while (!this.#isClosed && this.#items.length - this.#next >= this.#capacity) {
      await new Promise<void>((resolve) => this.#wakeWriters.push(resolve));
    }
  }

  /** No more items: the reader gets what is left, then the end. */
  close(): void {
    this.#isClosed = true;
    this.#wakeReader?.();
    this.#releaseWriters();
  }

  /** Ends like `close`, but the reader then rejects. */
  fail(error: unknown): void {
    if (!this.#isClosed) this.#failure = { error };
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    try {
      while (true) {
        while (this.#next < this.#items.length) {
          const item = this.#items[this.#next++] as T;
          this.#compact();
          yield item;
        }
        if (this.#failure !== undefined) throw this.#failure.error;
        if (this.#isClosed) return;
        await new Promise<void>((resolve) => (this.#wakeReader = resolve));
        this.#wakeReader = undefined;
      }
    } finally {
      this.close();
    }
  }

  // Items are dropped in one go: shifting each would be quadratic.
  #compact(): void {
    if (this.#next < this.#items.length && this.#next < this.#capacity) return;
    this.#items = this.#items.slice(this.#next);
    this.#next = 0;
    this.#releaseWriters();
  }

  #releaseWriters(): void {
    const waiting = this.#wakeWriters;
    this.#wakeWriters = [];
    for (const wake of waiting) wake();
  }
}
