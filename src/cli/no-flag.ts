import { Option } from '@commander-js/extra-typings';

/**
 * A flag `--no-NAME` whose value is `withoutNAME: true`. Commander would make it set `NAME: false`, which hides that both
 * `--NAME` and `--no-NAME` were given.
 */
export function noFlag<Name extends string>(name: Name, description: string) {
  const option = new Option(`--without-${name}` as const, description);
  beginWithNo(option, name);
  return option;
}

/** The same with a value: `--no-NAME <VALUE>`. */
export function noOption<Name extends string, Value extends string>(
  name: Name,
  value: Value,
  description: string,
) {
  const option = new Option(`--without-${name} <${value}>` as const, description);
  beginWithNo(option, name);
  return option;
}

function beginWithNo(option: Option, name: string): void {
  const key = option.attributeName();
  option.flags = option.flags.replace('--without-', '--no-');
  option.long = `--no-${name}`;
  option.attributeName = () => key;
}
