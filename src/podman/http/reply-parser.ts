/** The head of a reply; names are in lower case. */
export interface ReplyHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What comes out of the bytes, in this order: one head, any number of data, one end. */
export interface ReplySink {
  readonly onHead: (head: ReplyHead) => void;
  /** All of the body that came in one go. */
  readonly onData: (bytes: Buffer) => void;
  readonly onEnd: () => void;
}

/** Reads one reply. */
export interface ReplyParser {
  /** Throws an Error for what is no HTTP. */
  readonly feed: (bytes: Buffer) => void;
  /** The connection has ended: gives false when the reply has not. */
  readonly finish: () => boolean;
  /** Whether the connection may carry another request once the reply has ended. */
  readonly keepsAlive: () => boolean;
}

type State = 'head' | 'counted' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailer' | 'until-close' | 'done';

const longestHead = 64 * 1024;
const longestLine = 1024;
const nothing = Buffer.alloc(0);

/** A parser for the reply to one HTTP/1.1 request (RFC 9112), which may come in pieces of any size. */
export function replyParser(method: string, sink: ReplySink): ReplyParser {
  let state: State = 'head';
  let held: Buffer = nothing;
  let bytesLeft = 0;
  let keepsAlive = true;

  function beginBody({ status, headers }: ReplyHead): State {
    const encoding = headers['transfer-encoding']?.toLowerCase();
    const isEmpty = method === 'HEAD' || status === 204 || status === 304;
    if (isEmpty) return 'done';
    if (encoding !== undefined) {
      if (encoding === 'chunked') return 'chunk-size';
      throw notHttp(`its body is \`${encoding}\``);
    }
    const length = headers['content-length'];
    if (length === undefined) {
      keepsAlive = false;
      return 'until-close';
    }
    if (!/^\d{1,15}$/.test(length)) throw notHttp(`its length is \`${length}\``);
    bytesLeft = Number(length);
    return bytesLeft === 0 ? 'done' : 'counted';
  }

  /** The line that begins at `at`, without its end; undefined keeps what there is until more comes. */
  function lineAt(bytes: Buffer, at: number, end: string, limit: number): string | undefined {
    const found = bytes.indexOf(end, at);
    if (found !== -1 && found - at <= limit) return bytes.toString('latin1', at, found);
    if (bytes.length - at > limit) throw notHttp('a line of it is too long');
    held = bytes.subarray(at);
    return undefined;
  }

  function feed(data: Buffer): void {
    const bytes = held.length === 0 ? data : Buffer.concat([held, data]);
    held = nothing;
    const parts: Buffer[] = [];
    let at = 0;
    while (at < bytes.length && held.length === 0) {
      switch (state) {
        case 'head': {
          const text = lineAt(bytes, at, '\r\n\r\n', longestHead);
          if (text === undefined) break;
          at += text.length + 4;
          const { version, ...head } = readHead(text);
          // A word in between, such as `100 Continue`.
          if (head.status < 200 && head.status !== 101) break;
          const connection = head.headers['connection']?.toLowerCase();
          keepsAlive = version === '1' ? connection !== 'close' : connection === 'keep-alive';
          state = beginBody(head);
          sink.onHead(head);
          break;
        }
        case 'counted':
        case 'chunk': {
          const part = bytes.subarray(at, at + bytesLeft);
          parts.push(part);
          at += part.length;
          bytesLeft -= part.length;
          if (bytesLeft === 0) state = state === 'chunk' ? 'chunk-end' : 'done';
          break;
        }
        case 'chunk-size': {
          const line = lineAt(bytes, at, '\r\n', longestLine);
          if (line === undefined) break;
          at += line.length + 2;
          const [, digits] = /^([\da-f]{1,12})[ \t]*(?:;|$)/i.exec(line) ?? [];
          if (digits === undefined) throw notHttp(`a chunk's size is \`${line.slice(0, 20)}\``);
          bytesLeft = Number.parseInt(digits, 16);
          state = bytesLeft === 0 ? 'trailer' : 'chunk';
          break;
        }
        case 'chunk-end': {
          const line = lineAt(bytes, at, '\r\n', longestLine);
          if (line === undefined) break;
          if (line !== '') throw notHttp('a chunk is longer than it said');
          at += 2;
          state = 'chunk-size';
          break;
        }
        case 'trailer': {
          const line = lineAt(bytes, at, '\r\n', longestHead);
          if (line === undefined) break;
          at += line.length + 2;
          if (line === '') state = 'done';
          break;
        }
        case 'until-close':
          parts.push(bytes.subarray(at));
          at = bytes.length;
          break;
        case 'done':
          // Nobody asked for what comes now.
          keepsAlive = false;
          at = bytes.length;
      }
    }
    if (parts.length > 0) sink.onData(parts.length === 1 ? (parts[0] ?? nothing) : Buffer.concat(parts));
    end();
  }

  let hasEnded = false;
  function end(): void {
    if (state !== 'done' || hasEnded) return;
    hasEnded = true;
    sink.onEnd();
  }

  return {
    feed,
    finish: () => {
      if (state === 'until-close') state = 'done';
      end();
      return hasEnded;
    },
    keepsAlive: () => keepsAlive,
  };
}

function readHead(text: string): ReplyHead & { readonly version: string } {
  const [first = '', ...lines] = text.split('\r\n');
  const [, version, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? [];
  if (version === undefined) throw notHttp(`it begins with \`${first.slice(0, 40)}\``);
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw notHttp(`a header is \`${line.slice(0, 40)}\``);
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return { version, status: Number(status), headers };
}

function notHttp(problem: string): Error {
  return new Error(`what answers does not speak HTTP: ${problem}`);
}
