import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Gathers `SERVICE=NUMBER`; the last one for a service holds. */
export function collectScale(
  value: string,
  previous: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const [, service, count] = /^([^=]+)=(\d+)$/u.exec(value) ?? [];
  if (service === undefined) throw new InvalidArgumentError('write it as SERVICE=NUMBER');
  return new Map([...(previous ?? []), [service, Number(count)]]);
}
