import { expect, test } from 'vitest';
import { loadText, serviceOf } from '../support/compose.ts';

async function printed(key: string, written: string): Promise<unknown> {
  const { document, errors } = await loadText(`services: {web: {image: x, ${key}: ${written}}}`);
  return document === undefined ? errors : serviceOf(document)[key];
}

test.each([
  ['0.30000000000000004', 0.3],
  ['"1.23456789"', 1.2345679],
  ['16777217', 16777216],
  ['0.1', 0.1],
  ['1e-7', 1e-7],
  ['1e22', 1e22],
  ['1e40', 1e40],
])('fractions are kept in single precision: cpus %s is %j', async (written, value) => {
  expect(await printed('cpus', written)).toBe(value);
  expect(await printed('deploy', `{resources: {limits: {cpus: ${written}}}}`)).toMatchObject({
    resources: { limits: { cpus: value } },
  });
});

test.each([
  ['"1e3"', '1000'],
  ['"1E3k"', '1024000'],
  ['"+5k"', '5120'],
  ['"1_000"', '1000'],
  ['"5 k"', '5120'],
])('the size %s is %s bytes', async (written, value) => {
  expect(await printed('shm_size', written)).toBe(value);
});

test.each(['"5e"', '" 5k"', '"0x10"', '"_5"', '"1e999"', '"inf"'])('%s is no size', async (written) => {
  expect(await printed('shm_size', written)).toEqual([expect.stringContaining('compose/bad-size')]);
});
