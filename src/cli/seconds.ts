import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A whole number of seconds, zero included, for an option that takes one. */
export function parseSeconds(value: string): number {
  if (!/^\d+$/u.test(value)) throw new InvalidArgumentError('give a whole number of seconds');
  return Number(value);
}
