import { Option } from '@commander-js/extra-typings';

/**
 * A flag `--no-NAME` whose value is `withoutNAME: true`. Commander would make it set `NAME: false`, which hides that both
 * `--NAME` and `--no-NAME` were given.
 */
export function noFlag<Name extends string>(name: Name, description: string) {
  const option = new Option(`--without-${name}` as const, description);
  const key = option.attributeName();
  option.flags = `--no-${name}`;
  option.long = option.flags;
  option.attributeName = () => key;
  return option;
}
