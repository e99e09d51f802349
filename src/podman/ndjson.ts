import { StringDecoder } from 'node:string_decoder';

/** The values of a stream of JSON lines; empty lines are passed over. A line that is no JSON goes to `onBadLine`, which throws. */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  onBadLine: (line: string) => never,
): AsyncGenerator {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    let at = 0;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', at)) {
      const line = rest.slice(at, end).trim();
      at = end + 1;
      if (line !== '') yield parse(line, onBadLine);
    }
    rest = rest.slice(at);
  }
  const last = (rest + decoder.end()).trim();
  if (last !== '') yield parse(last, onBadLine);
}

function parse(line: string, onBadLine: (line: string) => never): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return onBadLine(line);
  }
}
