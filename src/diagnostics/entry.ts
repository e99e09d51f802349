/** How bad a finding is. Only an error stops the work. */
export type Severity = 'error' | 'warning' | 'note';

/** The words for one code. Messages are one sentence without a final period; literals stand in backticks. */
export interface Entry<Args> {
  readonly severity: Severity;
  readonly message: (args: Args) => string;
  /** What to do about it, when we know. Falsy means no hint. */
  readonly help?: (args: Args) => string | undefined | false;
}

/** Names the argument type of a catalogue entry. */
export function entry<Args>(words: Entry<Args>): Entry<Args> {
  return words;
}
