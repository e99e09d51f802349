import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import type { MachineContext } from '../provider.ts';
import { downloadPath } from './downloads.ts';
import type { Fetched, ImageHttp } from './http.ts';
import { openHttp } from './http.ts';

type DownloadContext = Pick<MachineContext, 'host' | 'stateDir' | 'signal' | 'progress'>;

/** What was downloaded before, kept beside it. */
interface Kept {
  readonly etag: string | undefined;
  readonly sha256: string | undefined;
}

/** Breaks without a byte in between after which it is given up. */
const maxIdleBreaks = 5;
const pauseMs = 500;

/**
 * The file that a URL gives, in the cache of the state folder. What came of it before is not fetched again, also after Selkie was
 * ended half-way. With a checksum (given, or in a file beside it whose name ends in `.sha256`) the content is verified; a file
 * that is not what it should be rejects with a ToolError, and is not kept.
 */
export async function downloadImage(
  context: DownloadContext,
  url: URL,
  expected: string | undefined,
): Promise<string> {
  const { host, stateDir, signal, progress } = context;
  const target = downloadPath(stateDir, url);
  await host.files.makeDir(dirname(target));
  const kept = await readKept(host, target);
  const isThere = (await host.files.stat(target)) !== undefined;
  if (isThere && expected !== undefined && kept.sha256 === expected) return target;
  const http = openHttp(host.env);
  try {
    if (
      isThere &&
      (await isUnchanged(http, url, kept, signal)) &&
      (expected ?? kept.sha256) === kept.sha256
    ) {
      progress({ kind: 'note', text: `${url.href} was downloaded before` });
      return target;
    }
    const wanted = expected ?? (await checksumBeside(http, url, signal));
    const etag = await fetchAll(context, http, url, target);
    const actual = await hashOf(host, `${target}.part`, signal);
    if (wanted !== undefined && actual !== wanted) {
      await host.files.remove(`${target}.part`);
      await host.files.remove(`${target}.part.json`);
      throw new ToolError(diagnose('machine/image-checksum', { url: url.href, expected: wanted, actual }));
    }
    if (wanted === undefined) {
      progress({ kind: 'note', text: `Nothing says what ${url.href} should be; its sha256 is ${actual}` });
    }
    await host.files.rename(`${target}.part`, target);
    await host.files.remove(`${target}.part.json`);
    await host.files.write(`${target}.json`, JSON.stringify({ url: url.href, etag, sha256: actual }));
    return target;
  } finally {
    await http.close();
  }
}

/** Fetches until all is there, taking up after each break where it broke. Gives the version that the server named. */
async function fetchAll(
  { host, signal, progress }: DownloadContext,
  http: ImageHttp,
  url: URL,
  target: string,
): Promise<string | undefined> {
  const part = `${target}.part`;
  let idleBreaks = 0;
  for (;;) {
    const have = (await host.files.stat(part))?.sizeBytes ?? 0;
    const before = await readKept(host, part);
    // Without a version nobody knows whether the rest belongs to the beginning.
    const from = before.etag === undefined ? 0 : have;
    let reply: Fetched | undefined;
    try {
      reply = await http.get(
        url,
        signal,
        from > 0 ? { range: `bytes=${from}-`, 'if-range': before.etag ?? '' } : {},
      );
      if (reply.status === 416) return before.etag;
      refuse(url, reply.status);
      const isRest = reply.status === 206;
      const done = isRest ? from : 0;
      // What is there belongs to another version.
      if (!isRest) await host.files.remove(part);
      await host.files.write(`${part}.json`, JSON.stringify({ etag: reply.etag }));
      const counted = counting(reply.body, done, reply.lengthBytes, progress, host);
      await host.files.writeStream(part, counted, { isAppending: isRest });
      const size = (await host.files.stat(part))?.sizeBytes ?? 0;
      if (reply.lengthBytes === undefined || size === done + reply.lengthBytes) return reply.etag;
      throw new Error('the connection ended early');
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ToolError) throw error;
      const now = (await host.files.stat(part))?.sizeBytes ?? 0;
      idleBreaks = now > have ? 0 : idleBreaks + 1;
      const cause = error instanceof Error ? error.message : String(error);
      if (idleBreaks >= maxIdleBreaks) {
        throw new ToolError(diagnose('machine/image-unreachable', { url: url.href, cause, keptBytes: now }), {
          cause: error,
        });
      }
      progress({ kind: 'detail', text: `The connection broke (${cause}); going on` });
      await host.clock.sleep(pauseMs * 2 ** idleBreaks, signal);
    }
  }
}

/** Passes bytes on, and tells how many there are at most once a second. */
async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  beforeBytes: number,
  lengthBytes: number | undefined,
  progress: DownloadContext['progress'],
  { clock }: Host,
): AsyncIterable<Uint8Array> {
  let doneBytes = beforeBytes;
  let toldMs = 0;
  const totalBytes = lengthBytes === undefined ? undefined : beforeBytes + lengthBytes;
  for await (const chunk of chunks) {
    yield chunk;
    doneBytes += chunk.length;
    if (clock.now() - toldMs < 1000 && doneBytes !== totalBytes) continue;
    toldMs = clock.now();
    progress({ kind: 'bytes', doneBytes, totalBytes });
  }
}

async function isUnchanged(http: ImageHttp, url: URL, { etag }: Kept, signal: AbortSignal): Promise<boolean> {
  if (etag === undefined) return false;
  try {
    const { status, dump } = await http.get(url, signal, { 'if-none-match': etag });
    await dump();
    return status === 304;
  } catch {
    signal.throwIfAborted();
    // Without the server, what is there is the best there is.
    return true;
  }
}

/** The checksum in a file beside the image, if there is one. */
async function checksumBeside(http: ImageHttp, url: URL, signal: AbortSignal): Promise<string | undefined> {
  for (const ending of ['.sha256', '.sha256sum']) {
    const beside = new URL(url);
    beside.pathname += ending;
    try {
      const { status, text } = await http.get(beside, signal, {});
      const body = await text();
      const sum = /^[0-9a-f]{64}\b/iu.exec(body.trim())?.[0];
      if (status === 200 && sum !== undefined) return sum.toLowerCase();
    } catch {
      signal.throwIfAborted();
    }
  }
  return undefined;
}

function refuse(url: URL, status: number): void {
  if (status === 200 || status === 206) return;
  // Busy for now: worth another try, as a break is.
  if (status === 429 || status >= 500) throw new Error(`it answered with status ${status}`);
  const cause = `it answered with status ${status}`;
  throw new ToolError(diagnose('machine/image-unreachable', { url: url.href, cause, keptBytes: 0 }));
}

async function hashOf({ files }: Host, path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of files.readStream(path, signal)) hash.update(chunk);
  return hash.digest('hex');
}

async function readKept({ files }: Host, path: string): Promise<Kept> {
  const text = await files.readText(`${path}.json`).catch(() => '{}');
  const read = (key: string) =>
    new RegExp(`"${key}":"((?:[^"\\\\]|\\\\.)*)"`, 'u').exec(text)?.[1]?.replace(/\\(.)/gu, '$1');
  return { etag: read('etag'), sha256: read('sha256') };
}
