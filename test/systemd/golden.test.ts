import { expect, test } from 'vitest';
import { goldenCases, unitsOfCase, withoutBookkeeping } from './golden-case.ts';

test.each(goldenCases)('$name', async (one) => {
  const { stdout, stderr, exitCode } = await unitsOfCase(one);
  expect([exitCode, stdout === '' ? stderr : '']).toEqual([0, '']);
  const warnings = stderr === '' ? '' : `\n${stderr}`;
  await expect(withoutBookkeeping(stdout) + warnings).toMatchFileSnapshot(one.unitsPath);
});
