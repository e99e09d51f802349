import type { TerminalSize } from '../../podman/client.ts';
import { readFrames, readRaw } from '../../podman/frames.ts';
import type { Hijacked } from '../../podman/hijack.ts';
import type { CommandContext } from '../context.ts';
import { watchForKeys } from './detach-keys.ts';

/** A process that our own streams are connected to. */
export interface Conversation {
  readonly connection: Hijacked;
  /** Its streams are one terminal, which ours becomes. */
  readonly hasTty: boolean;
  /** Our input is its input. */
  readonly hasInput: boolean;
  /** Keys that let go of it; only looked for with a terminal. */
  readonly detachKeys: Uint8Array;
  /** Tells the process's terminal its size. */
  readonly resize: (size: TerminalSize) => Promise<void>;
  /** Called once everything is connected: what is still to be started may start now. */
  readonly onConnected?: () => Promise<void>;
}

/**
 * Connects our streams with those of a process until its output ends or the user lets go. The terminal is as before
 * afterwards, whatever happens.
 */
export async function converse(
  context: CommandContext,
  conversation: Conversation,
): Promise<'ended' | 'detached'> {
  const { stdin } = context;
  const { connection, hasTty, hasInput } = conversation;
  const over = new AbortController();
  const isRaw = hasTty && hasInput && stdin.isTerminal;
  if (isRaw) await makeRaw(context);
  const stopResizing = hasTty ? followSize(context, conversation) : () => undefined;
  const end = { isDetached: false };
  const input = hasInput
    ? sendInput(context, conversation, over.signal).then((wasDetached) => {
        end.isDetached = wasDetached;
        if (wasDetached) connection.close();
      })
    : undefined;
  // Its failure shows in the output's, too.
  input?.catch(() => undefined);
  try {
    const printed = printOutput(context, conversation);
    printed.catch(() => undefined);
    await conversation.onConnected?.();
    // A container that has only started now may not have listened before.
    if (hasTty && conversation.onConnected !== undefined) tellSize(context, conversation);
    await printed;
  } finally {
    over.abort();
    stopResizing();
    if (isRaw) stdin.setRaw(false);
    connection.close();
  }
  return end.isDetached ? 'detached' : 'ended';
}

/**
 * Node's raw mode leaves output processing on, which would turn each line feed of a full-screen program into two
 * characters. Turning raw mode off restores this, too.
 */
async function makeRaw({ host, stdin, signal }: CommandContext): Promise<void> {
  stdin.setRaw(true);
  if (host.platform === 'win32') return;
  try {
    const stty = await host.processes.start('stty', ['-opost'], { stdio: 'inherit', signal });
    await stty.exited;
  } catch {
    // Without stty lines still appear, with one character more.
  }
}

async function printOutput({ streams }: CommandContext, { connection, hasTty }: Conversation): Promise<void> {
  const frames = hasTty ? readRaw(connection.output) : readFrames(connection.output);
  for await (const { stream, data } of frames) {
    if (stream === 'stderr' && isEngineNoise(data)) continue;
    (stream === 'stderr' ? streams.stderr : streams.stdout).write(data);
  }
}

/** Podman follows its account of a command that could not be run with one of its own closed socket (seen with 5.4 and 5.8). */
function isEngineNoise(data: Uint8Array): boolean {
  if (data.length > 200) return false;
  const text = Buffer.from(data).toString('latin1');
  return /^Error: read unixpacket @->\S+\/attach: read: connection reset by peer\s*$/u.test(text);
}

/** Resolves to true when the user asked to let go. */
async function sendInput(
  { stdin }: CommandContext,
  { connection, hasTty, detachKeys }: Conversation,
  over: AbortSignal,
): Promise<boolean> {
  const look = watchForKeys(hasTty ? detachKeys : new Uint8Array());
  for await (const chunk of stdin.read(over)) {
    const { data, isDetached } = look(chunk);
    if (data.length > 0) await connection.write(data);
    if (isDetached) return true;
  }
  if (!over.aborted) connection.endInput();
  return false;
}

/** The process's terminal gets the size of ours, now and whenever that changes. */
function followSize(context: CommandContext, conversation: Conversation): () => void {
  tellSize(context, conversation);
  return context.stdin.onResize(() => tellSize(context, conversation));
}

function tellSize({ streams }: CommandContext, { resize }: Conversation): void {
  // Where it cannot be told, lines only break elsewhere.
  resize(streams.stdout.size()).catch(() => undefined);
}
