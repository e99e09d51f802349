import { expect, test } from 'vitest';
import { canonicalAttribute, printedAttribute } from '../support/compose.ts';

/** Short form in YAML, long form as `config` prints it. */
export type Row = readonly [written: string, canonical: unknown];

/** Checks the forms of one attribute of a service, and that what is printed reads as the same. */
export function testAttribute(key: string, rows: readonly Row[], top = ''): void {
  test.each(rows)(`${key}: %s`, async (written, canonical) => {
    expect(await canonicalAttribute(key, written, top)).toEqual(canonical);
    expect(await printedAttribute(key, written, top)).toEqual(canonical);
  });
}

/** Checks that forms are refused with a code at a column of line 4, where the attribute stands. */
export function testRefused(key: string, rows: readonly (readonly [written: string, code: string])[]): void {
  test.each(rows)(`${key} refuses %s`, async (written, code) => {
    expect(await canonicalAttribute(key, written)).toEqual([code]);
  });
}
