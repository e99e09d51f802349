import type { OutputStream, Streams } from '../streams.ts';

const clearLine = '\r\u001b[2K';

/**
 * A last line of the terminal below all output. Output has to go through `streams`, which make room for it: the line is taken
 * away before, and put back once the output has ended a line.
 */
export class StatusLine {
  readonly streams: Streams;
  readonly #out: OutputStream;
  readonly #text: (columns: number) => string;
  #isWanted = false;
  #isShown = false;
  #endsLine = true;

  constructor(streams: Streams, text: (columns: number) => string) {
    this.#out = streams.stdout;
    this.#text = text;
    this.streams = { stdout: this.#making(streams.stdout), stderr: this.#making(streams.stderr) };
  }

  /** Shows the line, or shows it anew. */
  show(): void {
    this.#isWanted = true;
    this.#clear();
    this.#draw();
  }

  hide(): void {
    this.#isWanted = false;
    this.#clear();
  }

  /** Makes room for what writes whole lines to the terminal by other ways. */
  beside(write: () => void): void {
    this.#clear();
    write();
    this.#draw();
  }

  #clear(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#out.write(clearLine);
  }

  #draw(): void {
    if (!this.#isWanted || !this.#endsLine) return;
    this.#isShown = true;
    this.#out.write(this.#text(this.#out.size().columns));
  }

  /** The same stream, which makes room for the line; what goes elsewhere than to the terminal needs none. */
  #making(stream: OutputStream): OutputStream {
    if (!stream.isTerminal) return stream;
    return {
      isTerminal: true,
      size: stream.size,
      write: (data) => {
        if (data.length === 0) return;
        this.#clear();
        stream.write(data);
        const last = typeof data === 'string' ? data.charCodeAt(data.length - 1) : data[data.length - 1];
        this.#endsLine = last === lineFeed;
        this.#draw();
      },
    };
  }
}

const lineFeed = 0x0a;
