/** A reply's body. To be read once, whole or until the reader has enough. */
export interface ReplyBody extends AsyncIterable<Buffer> {
  /** All of it, as UTF-8. */
  readonly text: () => Promise<string>;
  /** Reads and forgets it, so that the connection can be used again; of much it is given up instead. Never rejects. */
  readonly dump: () => Promise<void>;
}

/** The end of a body where its bytes come in. */
export interface BodyInput {
  readonly push: (bytes: Buffer) => void;
  readonly end: () => void;
  /** Nothing more comes; a reader that has read what came gets the error. */
  readonly fail: (error: unknown) => void;
  /** As `fail`, but what came is forgotten. */
  readonly abort: (reason: unknown) => void;
}

/** How a body slows its source down. */
export interface BodySource {
  readonly pause: () => void;
  readonly resume: () => void;
  /** The reader has enough: the rest will not be read. */
  readonly giveUp: () => void;
}

const mostHeld = 256 * 1024;
const mostDumped = 128 * 1024;

/** A body between a socket, which brings bytes, and a reader, who takes them at leisure. */
export function replyBody(source: BodySource): { readonly body: ReplyBody; readonly input: BodyInput } {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isPaused = false;
  let over: { readonly error: unknown } | 'ended' | undefined;
  let wake: (() => void) | undefined;

  const settle = () => {
    wake?.();
    wake = undefined;
  };
  const input: BodyInput = {
    push: (bytes) => {
      held.push(bytes);
      heldBytes += bytes.length;
      if (heldBytes > mostHeld && !isPaused) {
        isPaused = true;
        source.pause();
      }
      settle();
    },
    end: () => {
      over ??= 'ended';
      settle();
    },
    fail: (error) => {
      over ??= { error };
      settle();
    },
    abort: (error) => {
      held = [];
      over = { error };
      settle();
    },
  };

  /** All that has come, once something has; undefined at the end. */
  async function take(): Promise<Buffer | undefined> {
    while (held.length === 0) {
      if (over === 'ended') return undefined;
      if (over !== undefined) throw over.error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const [first] = held;
    const all = held.length === 1 ? first : Buffer.concat(held);
    held = [];
    heldBytes = 0;
    if (isPaused) {
      isPaused = false;
      source.resume();
    }
    return all;
  }

  async function* read(): AsyncGenerator<Buffer> {
    try {
      for (let bytes = await take(); bytes !== undefined; bytes = await take()) yield bytes;
    } finally {
      if (over === undefined) source.giveUp();
    }
  }

  return {
    input,
    body: {
      [Symbol.asyncIterator]: read,
      text: async () => {
        const parts: Buffer[] = [];
        for (let bytes = await take(); bytes !== undefined; bytes = await take()) parts.push(bytes);
        const [first] = parts;
        return (parts.length === 1 && first !== undefined ? first : Buffer.concat(parts)).toString('utf8');
      },
      dump: async () => {
        let count = 0;
        try {
          for (let bytes = await take(); bytes !== undefined; bytes = await take()) {
            count += bytes.length;
            if (count > mostDumped) break;
          }
        } catch {
          return;
        }
        if (over === undefined) source.giveUp();
      },
    },
  };
}
