import { diagnose } from '../../diagnostics/diagnostic.ts';
import { scalarText } from '../scalar-text.ts';
import { isNull } from '../tree-build.ts';
import { flag, labels, struct, text } from './codec.ts';
import type { Codec } from './codec.ts';

/** Permission bits: a number, or an octal text; printed as four octal digits. */
const fileMode: Codec = (node, { found }, path) => {
  if (node.kind !== 'scalar' || isNull(node)) return undefined;
  if (typeof node.value === 'number') return octal(node.value);
  const written = scalarText(node);
  if (!/^[0-7]+$/.test(written)) {
    found.push(diagnose('compose/bad-mode', { path, text: written }, node.span));
    return undefined;
  }
  return octal(Number.parseInt(written, 8));
};

function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}

/** A service's or a build's use of a secret or config. */
export const fileUse: Codec = struct({
  source: text,
  target: text,
  uid: text,
  gid: text,
  mode: fileMode,
});

/** A secret or config of the project. */
export const fileObject: Codec = struct({
  name: text,
  file: text,
  environment: text,
  content: text,
  external: flag,
  labels,
  driver: text,
  driver_opts: labels,
  template_driver: text,
});
