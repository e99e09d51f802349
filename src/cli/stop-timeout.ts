import { Option } from '@commander-js/extra-typings';
import { parseSeconds } from './seconds.ts';

/** `-t`: the time that containers have to stop. */
export function stopTimeoutOption() {
  return new Option(
    '-t, --timeout <seconds>',
    'time that containers have to stop, before they are killed',
  ).argParser(parseSeconds);
}

/** Milliseconds for seconds that may have been given. */
export function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
