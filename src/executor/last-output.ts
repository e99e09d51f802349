import type { PodmanClient } from '../podman/client.ts';

const count = 5;
const maxLength = 300;

/** The last lines of a container's output, at most five and cut to a readable length; none when they cannot be had. */
export async function lastOutput(
  client: PodmanClient,
  container: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const pieces: Uint8Array[] = [];
  try {
    const logs = client.containerLogs(container, { tail: String(count) }, signal);
    for await (const frames of logs) pieces.push(...frames.map(({ data }) => data));
  } catch (error) {
    if (signal.aborted) throw error;
    // A log driver that cannot be read back must not hide the failure that is being explained.
    return [];
  }
  return lastLines(Buffer.concat(pieces).toString('utf8'));
}

/** The last lines of a text that are not blank. */
export function lastLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count)
    .map((line) => (line.length > maxLength ? `${line.slice(0, maxLength)}…` : line));
}
