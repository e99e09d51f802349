import type { Version } from '../../podman/version.ts';
import { listWord, rawText, singleText, word } from '../escape.ts';
import type { Flag } from '../flags.ts';
import { flagText } from '../flags.ts';
import type { Entry } from '../unit-file.ts';
import type { QuadletKind } from '../versions.ts';
import { hasKey } from '../versions.ts';

/** How the generator reads a key's value; `on` is `true` for a flag that is there. */
export type Reading = 'words' | 'list' | 'raw' | 'single' | 'on';

/** The key that stands for a flag. */
export interface FlagKey {
  readonly key: string;
  readonly reading: Reading;
  /** The key's value of the flag's; undefined where the key cannot say it. Absent is the same. */
  readonly value?: (value: string) => string | undefined;
}

/** flag → key, for one kind of unit. A flag may have several keys: the first that fits is taken. */
export type FlagTable = Readonly<Record<string, FlagKey | readonly FlagKey[]>>;

/** The entry for a flag: its key where that version has it and it can hold the value, `PodmanArgs` otherwise. */
export function entryOf(flag: Flag, table: FlagTable, kind: QuadletKind, version: Version): Entry {
  const known = table[flag.name] ?? [];
  for (const { key, reading, value: convert } of isList(known) ? known : [known]) {
    if (!hasKey(kind, key, version)) continue;
    const value = convert === undefined ? (flag.value ?? '') : convert(flag.value ?? '');
    const text = value === undefined ? undefined : readings[reading](value);
    if (text !== undefined) return [key, text];
  }
  return ['PodmanArgs', word(flagText(flag))];
}

const readings: Readonly<Record<Reading, (text: string) => string | undefined>> = {
  words: word,
  list: listWord,
  raw: rawText,
  single: singleText,
  on: () => 'true',
};

function isList(value: FlagKey | readonly FlagKey[]): value is readonly FlagKey[] {
  return Array.isArray(value);
}
