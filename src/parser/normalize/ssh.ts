import type { Codec } from './codec.ts';
import { keyValues } from './shape.ts';
import { scalarText } from '../scalar-text.ts';
import { isNull } from '../tree-build.ts';

/** `build.ssh`: `default`, or `ID=PATH`, one line each: the form that docker compose reads, though it prints another. */
export const sshKeys: Codec = (node) => {
  const keys = keyValues(node);
  if (keys.kind !== 'mapping') return undefined;
  const lines = [...keys.entries.values()].map(({ key, value }) =>
    value.kind !== 'scalar' || isNull(value) || value.value === '' ? key : `${key}=${scalarText(value)}`,
  );
  return lines.length === 0 ? undefined : lines.sort();
};
