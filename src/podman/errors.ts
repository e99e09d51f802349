import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { isJsonObject } from '../lib/json.ts';

/** A refusal as the engine worded it. */
export interface Refusal {
  /** Completes "could not": ``create container `web-1` ``. */
  readonly action: string;
  readonly cause: string;
}

/**
 * The engine's words → what to tell the user; the first that matches wins. Words, not status codes: one status covers most
 * failures (a name in use is 500 for containers and 409 for pods).
 */
const rules: readonly {
  readonly pattern: RegExp;
  readonly say: (match: RegExpExecArray, refusal: Refusal) => Diagnostic;
}[] = [
  {
    pattern: /listen (tcp|udp|sctp)\d? \S*?:(\d+): bind: address already in use/i,
    say: ([, protocol = 'tcp', port = ''], refusal) =>
      diagnose('engine/port-in-use', { ...refusal, port, protocol: protocol.toLowerCase() }),
  },
  {
    // pasta and rootlessport have words of their own.
    pattern:
      /(?:for HOST (TCP|UDP) port \S*?\/(\d+): |host (TCP|UDP) port (\d+)[^\n]*|)Address already in use/i,
    say: (match, refusal) => {
      const port = match[2] ?? match[4] ?? /:(\d+)/.exec(refusal.cause)?.[1];
      if (port === undefined) return diagnose('engine/request-failed', { ...refusal, status: 500 });
      const protocol = (match[1] ?? match[3] ?? 'tcp').toLowerCase();
      return diagnose('engine/port-in-use', { ...refusal, port, protocol });
    },
  },
  {
    pattern: /port \S*?\/?(\d+): Permission denied|cannot expose privileged port (\d+)/i,
    say: ([, first, second], refusal) =>
      diagnose('engine/port-denied', { ...refusal, port: first ?? second ?? '' }),
  },
  {
    pattern: /subnet (\S+) is already used/,
    say: ([, subnet = ''], refusal) => diagnose('engine/subnet-clash', { ...refusal, subnet }),
  },
  {
    // netavark, of a bridge that it cannot make: `… already exists but is a Tun interface`.
    pattern: /bridge interface (\S+) already exists but is an? (\w+) interface/,
    say: ([, bridge = '', kind = ''], refusal) =>
      diagnose('engine/bridge-taken', { ...refusal, bridge, kind: kind.toLowerCase() }),
  },
  {
    pattern:
      /(?:container name |name )"?([\w.-]+)"? is (?:already )?in use|network name (\S+) already used|secret name in use|name is already in use|(?:pod|network|volume|secret) already exists/,
    say: ([, first, second], refusal) =>
      diagnose('engine/name-in-use', { ...refusal, name: first ?? second }),
  },
  {
    pattern: /short-name "?([^\s"]+)"? did not resolve to an alias/,
    say: ([, image = ''], refusal) => diagnose('engine/short-name', { ...refusal, image }),
  },
  {
    pattern: /(?:no such image: |)(?:(\S+): )?image not known/,
    say: ([, image], refusal) => diagnose('engine/image-unknown', { ...refusal, image }),
  },
  {
    pattern: /server gave HTTP response to HTTPS client/,
    say: (_match, refusal) =>
      diagnose('engine/insecure-registry', { ...refusal, registry: registryOf(refusal) }),
  },
  {
    pattern:
      /(?:dial tcp|lookup \S+|network is unreachable|no route to host|no such host|i\/o timeout|TLS handshake timeout|connection refused)/,
    say: (_match, refusal) =>
      /registry|docker:\/\/|\/v2\//.test(refusal.cause) || /pull|push/.test(refusal.action)
        ? diagnose('engine/registry-unreachable', {
            ...refusal,
            cause: lastPart(refusal.cause),
            registry: registryOf(refusal),
          })
        : diagnose('engine/request-failed', { ...refusal, status: 500 }),
  },
  {
    pattern:
      /manifest unknown|name unknown|requested access to the resource is denied|unauthorized|authentication required|not found: manifest/i,
    say: (_match, refusal) =>
      diagnose('engine/image-not-found', { ...refusal, cause: lastPart(refusal.cause) }),
  },
  {
    pattern: /open(?:ing file)? `([\w.]+)` for writing|controller `?(\w+)`? (?:is )?not available/,
    say: ([, file, controller], refusal) =>
      diagnose('engine/no-controller', { ...refusal, file: file ?? controller ?? '' }),
  },
  {
    pattern: /executable file [`"]([^`"]+)[`"] not found/,
    say: ([, command = ''], refusal) => diagnose('engine/command-not-found', { ...refusal, command }),
  },
  {
    pattern: /(?:open executable|exec:? [`"]?)([^`":\s]*)[`"]?: (?:Permission denied|exec format error)/i,
    say: ([, command = ''], refusal) =>
      diagnose('engine/command-denied', { ...refusal, command: command === '' ? 'its command' : command }),
  },
  {
    pattern: /(?:stat|statfs|lstat) (\S+): no such file or directory/,
    say: ([, path = ''], refusal) => diagnose('engine/path-missing', { ...refusal, path }),
  },
  {
    pattern: /no space left on device|disk quota exceeded/i,
    say: ([cause], refusal) => diagnose('engine/no-space', { ...refusal, cause }),
  },
  {
    pattern: /allocation failed; exceeded num_locks|no free locks/i,
    say: (_match, refusal) => diagnose('engine/no-locks', refusal),
  },
  {
    pattern: /database is locked/,
    say: (_match, refusal) => diagnose('engine/database-busy', refusal),
  },
  {
    pattern: /(?:network|volume) is being used|image is in use|has dependent containers/,
    say: (_match, refusal) => diagnose('engine/in-use', refusal),
  },
];

/** What to tell about a refusal. */
export function explainRefusal(refusal: Refusal, status: number): Diagnostic {
  for (const { pattern, say } of rules) {
    const match = pattern.exec(refusal.cause);
    if (match !== null) return say(match, refusal);
  }
  return diagnose('engine/request-failed', { ...refusal, status });
}

/** The error for a refused call. The body is the engine's: `{cause, message}`, `{Errs}` of pods, or plain text. */
export function refused(action: string, status: number, body: unknown): ToolError {
  return new ToolError(explainRefusal({ action, cause: wordsOf(body, status) }, status));
}

/** The error for a connection that failed: it never came about, or broke. */
export function connectionLost(action: string, error: unknown): ToolError {
  return new ToolError(diagnose('engine/connection-lost', { action, problem: problemOf(error) }), {
    cause: error,
  });
}

/** A transport failure in a few words. */
export function problemOf(error: unknown): string {
  const code = codeOf(error);
  const known = code === undefined ? undefined : transportWords[code];
  if (known !== undefined) return known;
  return error instanceof Error && error.message !== '' ? error.message : (code ?? 'unknown failure');
}

/** The `code` of a Node or undici error, or of its cause. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

const transportWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'there is no socket',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ECONNRESET: 'the engine closed the connection',
  EPIPE: 'the engine closed the connection',
  UND_ERR_SOCKET: 'the engine closed the connection',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no answer in time',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  HPE_INVALID_CONSTANT: 'what answers does not speak HTTP',
};

function wordsOf(body: unknown, status: number): string {
  if (typeof body === 'string' && body.trim() !== '') return body.trim();
  if (isJsonObject(body)) {
    const { Errs: errors, message, cause } = body;
    if (Array.isArray(errors) && errors.length > 0) return pickError(errors);
    if (typeof message === 'string' && message !== '') return message;
    if (typeof cause === 'string' && cause !== '') return cause;
  }
  return `it answered with status ${status} and no reason`;
}

/** A pod reports its infra container's failure once, and then that each member's dependency failed. */
function pickError(errors: readonly unknown[]): string {
  const texts = errors.filter((error) => typeof error === 'string');
  return texts.find((text) => !text.includes('a dependency of container')) ?? texts.join('; ');
}

/** The registry that the words name, or the one of the image that was asked for. */
function registryOf({ cause, action }: Refusal): string {
  const image = /`([^`]+)`/.exec(action)?.[1] ?? '';
  const first = image.split('/')[0] ?? '';
  return (
    /pinging container registry ([^\s:]+(?::\d+)?)/.exec(cause)?.[1] ??
    /https?:\/\/([^/\s"]+)\/v2/.exec(cause)?.[1] ??
    /lookup (\S+)/.exec(cause)?.[1] ??
    /docker:\/\/([^/\s]+)\//.exec(cause)?.[1] ??
    (image.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io')
  );
}

/** The innermost reason: Go wraps from left to right. */
function lastPart(cause: string): string {
  return cause.split(': ').slice(-2).join(': ');
}

/** True for the refusal to make what is there already. */
export function isAlreadyThere(error: unknown): boolean {
  return (
    error instanceof ToolError &&
    error.diagnostics.some(
      (diagnostic) =>
        diagnostic.code === 'engine/name-in-use' && diagnostic.args.cause.includes('already exists'),
    )
  );
}
