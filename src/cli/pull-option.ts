import { Option } from '@commander-js/extra-typings';

/** `--pull` of the commands that bring containers up. */
export function pullOption() {
  return new Option('--pull <policy>', 'when to pull images').choices([
    'always',
    'missing',
    'never',
    'build',
  ] as const);
}
