import { diagnose } from '../../diagnostics/diagnostic.ts';
import { asLines } from '../merge-forms.ts';
import { scalarText } from '../scalar-text.ts';
import type { Codec } from './codec.ts';

/** `extra_hosts`: sorted lines `HOST=ADDRESS`; an address in brackets loses them. An empty address, as a variable that is not set leaves it, stays. */
export const extraHosts: Codec = (node, { found }, path) => {
  const lines = asLines(node).flatMap((line) => {
    const written = scalarText(line);
    const equals = written.indexOf('=');
    const at = equals === -1 ? written.indexOf(':') : equals;
    if (at <= 0) {
      found.push(diagnose('compose/bad-extra-host', { path, text: written }, line.span));
      return [];
    }
    const addresses = written.slice(at + 1).split(',');
    return addresses.map((address) => `${written.slice(0, at)}=${address.replace(/^\[(.+)\]$/, '$1')}`);
  });
  return lines.length === 0 ? undefined : lines.sort();
};
