import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('which files', () => {
  test('next 5: COMPOSE_FILE of .env, of --env-file, and under --project-directory', async () => {
    const app = await project(import.meta.dirname);
    const said = async (before: readonly string[]) =>
      (await app.ok([...before, 'run', '--rm', '-T', 'web'])).stdout;
    expect(await said(['--env-file', 'file.env'])).toBe('elsewhere\n');
    await app.write('.env', 'COMPOSE_FILE=elsewhere.yaml\n');
    expect(await said([])).toBe('elsewhere\n');
    await app.write('nested/.env', 'COMPOSE_FILE=nested/elsewhere.yaml\n');
    await app.write('.env', '');
    expect(await said(['--project-directory', 'nested'])).toBe('nested\n');
  });

  test('next 6: the .env of the folder and that of the project both hold, the nearer one first', async () => {
    const app = await project(import.meta.dirname);
    await mkdir(join(app.folder, 'sub'), { recursive: true });
    await app.write('.env', 'ROOT=root\nBOTH=of root\nNAME=x\n');
    await app.write('sub/.env', 'SUB=sub\nBOTH=of sub\n');
    const command = async (cwd: string) => {
      const { stdout } = await app.ok(['config', '--format', 'json'], { cwd: join(app.folder, cwd) });
      return (JSON.parse(stdout) as { services: { web: { command: unknown } } }).services.web.command;
    };
    expect(await command('.')).toEqual(['echo', 'root  of root']);
    expect(await command('sub')).toEqual(['echo', 'root sub of sub']);
  });

  test('next 12: a dry run gets by with an image that is not there', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.yaml', 'services: { web: { image: "localhost:1/nowhere" } }\n');
    await app.ok(['--dry-run', 'up', '-d']);
    expect(await app.everything()).toEqual([]);
    expect((await app.selkie(['up', '-d'])).exitCode).toBe(failed);
  });

  test('next 13: config tells variables, and leaves them as they are where that is wanted', async () => {
    const app = await project(import.meta.dirname);
    const raw = (await app.ok(['config', '--no-interpolate'])).stdout;
    expect(raw).toContain('${HELLO:-hello} ${NAME?who} ${OTHER-}');
    const { stdout } = await app.ok(['config', '--variables']);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/));
    expect(rows[0]).toEqual(['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE']);
    expect(rows.slice(1).sort()).toEqual([
      ['BOTH', 'false'],
      ['HELLO', 'false', 'hello'],
      ['NAME', 'true'],
      ['OTHER', 'false'],
      ['ROOT', 'false'],
      ['SUB', 'false'],
    ]);
  });
});
