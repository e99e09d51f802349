import { isJsonObject } from '../../lib/json.ts';

/** What a provider has said. */
export interface ProviderAccount {
  /** For those that depend on the service, under its name: `URL` becomes `DB_URL`. */
  readonly variables: ReadonlyMap<string, string>;
  /** For them under the very name. */
  readonly rawVariables: ReadonlyMap<string, string>;
  /** Its own words for why it failed. */
  readonly error: string | undefined;
  /** A line that is no message, as it stands. */
  readonly strange: string | undefined;
}

/** Takes in the lines of a provider's standard output: one JSON object each, with `type` and `message`. */
export class ProviderMessages {
  readonly #variables = new Map<string, string>();
  readonly #rawVariables = new Map<string, string>();
  #error: string | undefined;
  #strange: string | undefined;

  /** Gives what the user should see at once, if anything. */
  take(line: string): string | undefined {
    if (line.trim() === '') return undefined;
    const { type, message } = messageIn(line);
    switch (type) {
      case 'info':
        return message.split('\n', 1)[0];
      case 'error':
        this.#error ??= message;
        return undefined;
      case 'setenv':
        this.#set(this.#variables, message, line);
        return undefined;
      case 'rawsetenv':
        this.#set(this.#rawVariables, message, line);
        return undefined;
      // It was given the service's definition before it asked.
      case 'get-service-config':
      case 'debug':
        return undefined;
      default:
        this.#strange ??= line;
        return undefined;
    }
  }

  account(): ProviderAccount {
    return {
      variables: this.#variables,
      rawVariables: this.#rawVariables,
      error: this.#error,
      strange: this.#strange,
    };
  }

  #set(variables: Map<string, string>, message: string, line: string): void {
    const at = message.indexOf('=');
    if (at <= 0) this.#strange ??= line;
    else variables.set(message.slice(0, at), message.slice(at + 1));
  }
}

function messageIn(line: string): { readonly type: string; readonly message: string } {
  try {
    const value: unknown = JSON.parse(line);
    if (isJsonObject(value) && typeof value['type'] === 'string') {
      const { type, message = '' } = value;
      return { type, message: typeof message === 'string' ? message : '' };
    }
  } catch {
    // Not a message.
  }
  return { type: '', message: '' };
}
