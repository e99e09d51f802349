/** `--flag` or `--flag=value`, taken apart. */
export interface Flag {
  readonly name: string;
  /** undefined for one without a value. */
  readonly value: string | undefined;
}

/** Takes a flag of a create command apart. */
export function parseFlag(text: string): Flag {
  const at = text.indexOf('=');
  return at === -1
    ? { name: text.slice(2), value: undefined }
    : { name: text.slice(2, at), value: text.slice(at + 1) };
}

/** The flag as one word of a command line. */
export function flagText({ name, value }: Flag): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}
