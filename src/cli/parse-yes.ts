import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The value of a flag that may be given one: `--prune=false`. */
export function parseYes(text: string): boolean {
  if (/^(?:1|t|true)$/iu.test(text)) return true;
  if (/^(?:0|f|false)$/iu.test(text)) return false;
  throw new InvalidArgumentError('give true or false');
}
