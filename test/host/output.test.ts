import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const output = join(import.meta.dirname, '..', '..', 'src', 'host', 'output.ts');

/** Runs a program of its own with `out` as its output, and gives its streams. */
function start(body: string) {
  const program = `
    import { openOutput } from ${JSON.stringify(output)};
    let isOpened = false;
    const out = openOutput(1, () => { isOpened = true; return process.stdout; }, () => process.exit(7));
    ${body}`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
}

async function textOf(child: ReturnType<typeof start>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}

test('what fits is there before the process exits, without a stream', async () => {
  const child = start(`
    out.write('x'.repeat(60_000));
    out.write(new Uint8Array([10]));
    out.write(JSON.stringify({ isOpened, isTerminal: out.isTerminal(), size: out.size() }));
    process.exit(3);`);
  const [first = '', second = ''] = (await textOf(child)).split('\n');
  expect(first).toHaveLength(60_000);
  expect(JSON.parse(second)).toEqual({
    isOpened: false,
    isTerminal: false,
    size: { columns: 80, rows: 24 },
  });
});

test('a slow reader gets everything before the process exits, and the process can do other things meanwhile', async () => {
  const child = start(`
    for (let line = 0; line < 40; line++) out.write(String(line).padEnd(10_000) + '\\n');
    setTimeout(() => process.stderr.write('free'), 1);
    await out.drained();
    process.exit(3);`);
  const free = await new Promise((resolve) => child.stderr.once('data', resolve));
  expect(String(free)).toBe('free');
  const lines = (await textOf(child)).trimEnd().split('\n');
  expect(lines.map(Number)).toEqual([...Array(40).keys()]);
});

test('a reader that went away is told of', async () => {
  const child = start(`for (let line = 0; ; line++) {
    out.write('x'.repeat(1000));
    if (line % 10 === 0) await new Promise((resolve) => setTimeout(resolve));
  }`);
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(status).toBe(7);
});
