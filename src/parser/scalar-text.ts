import type { ScalarNode } from './tree.ts';

/** A scalar as text, where a key takes text: numbers as Compose prints them (`1.0` → `1`, `1e21` → `1e+21`), null as nothing. */
export function scalarText(node: ScalarNode): string {
  const { value } = node;
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  return String(value);
}

/** The shortest text of a number; an exponent has two digits at least and appears below 1e-4 and from 1e21. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const magnitude = Math.abs(value);
  if (Number.isInteger(value) && magnitude < 1e21) return String(value);
  if (magnitude >= 1e-4 && magnitude < 1e21) return String(value);
  const [digits = '0', exponent = '0'] = value.toExponential().split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${digits}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
}
