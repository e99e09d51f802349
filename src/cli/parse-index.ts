import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The number of a replica, for `--index`. */
export function parseIndex(value: string): number {
  if (!/^[1-9]\d*$/u.test(value)) throw new InvalidArgumentError('replicas count from 1');
  return Number(value);
}
