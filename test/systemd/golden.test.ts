import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from './generate.ts';

const folder = join(import.meta.dirname, 'golden');
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

/** Who made it and with which hashes is the same in every unit, and tested elsewhere. */
function withoutBookkeeping(text: string): string {
  return text
    .split('\n')
    .filter(
      (line) =>
        !/^(?:(?:Label|PodmanArgs)="?(?:--label=)?| {4})(?:com\.docker\.compose\.|io\.selkie\.)/u.test(line),
    )
    .join('\n');
}

test.each(cases)('%s', async (name) => {
  const yaml = readFileSync(join(folder, `${name}.yaml`), 'utf8');
  const setting = (key: string): string | undefined => new RegExp(`^# ${key}: (.*)$`, 'mu').exec(yaml)?.[1];
  const { stdout, stderr, exitCode } = await generate(yaml, {
    version: setting('podman'),
    scope: setting('scope'),
    placement: setting('placement'),
    options: setting('options')?.split(' ') ?? [],
  });
  expect([exitCode, stdout === '' ? stderr : '']).toEqual([0, '']);
  const warnings = stderr === '' ? '' : `\n${stderr}`;
  await expect(withoutBookkeeping(stdout) + warnings).toMatchFileSnapshot(join(folder, `${name}.units`));
});
