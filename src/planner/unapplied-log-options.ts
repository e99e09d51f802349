import { isJsonObject } from '../lib/json.ts';
import type { Json } from '../lib/json.ts';
import { isLogDriver } from '../model/support.ts';

/** What Podman's file drivers take, and what of Docker's makes no difference to what is kept. */
const ofFiles: ReadonlySet<string> = new Set(['max-size', 'path', 'max-file', 'compress']);
/** Told of by a rule of their own. */
const toldElsewhere = /^(?:labels|env)\b/u;

/** Options of a log driver that it does not take, each with the reason. Of drivers that Podman lacks, none: that is told. */
export function unappliedLogOptions(
  logging: Json | undefined,
): readonly { readonly option: string; readonly why: string }[] {
  if (!isJsonObject(logging) || !isJsonObject(logging['options'])) return [];
  const { driver = '', options } = logging;
  if (typeof driver !== 'string' || !isLogDriver(driver)) return [];
  return Object.keys(options)
    .filter((option) => !toldElsewhere.test(option))
    .flatMap((option) => {
      const why = reason(driver, option);
      return why === undefined ? [] : [{ option, why }];
    });
}

function reason(driver: string, option: string): string | undefined {
  if (driver === 'none' || driver.startsWith('passthrough')) return `\`${driver}\` keeps nothing`;
  if (driver === 'journald') {
    return option === 'tag'
      ? undefined
      : 'of the options, `journald` takes `tag`; the journal has its own limits';
  }
  if (ofFiles.has(option)) return undefined;
  return option === 'tag'
    ? 'files of output have no tag; `driver: journald` takes one'
    : 'Podman’s log files take `max-size` and `path`';
}
