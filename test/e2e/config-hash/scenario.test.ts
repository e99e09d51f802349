import { expect, test } from 'vitest';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

const label = 'com.docker.compose.config-hash';

scenariosInEachPlacement('config hash', (placement) => {
  test('dc 3: is what the containers are labelled with, and follows what env_files hold', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const labels = async () =>
      Object.fromEntries(
        [...(await app.containers()).values()].map(({ Config }) => [
          Config.Labels['com.docker.compose.service'] ?? '',
          Config.Labels[label] ?? '',
        ]),
      );
    const first = await labels();
    expect(Object.keys(first).sort()).toEqual(['absent', 'exists', 'plain']);
    for (const [service, hash] of Object.entries(first)) {
      const { stdout } = await app.ok(['config', '--hash', service]);
      expect(stdout).toBe(`${service} ${hash}\n`);
    }
    const all = await app.ok(['config', '--hash', '*']);
    expect(all.stdout).toBe(
      `absent ${first['absent']}\nexists ${first['exists']}\nplain ${first['plain']}\n`,
    );

    const before = await app.each(({ Id }) => Id);
    await app.write('settings.env', 'LEVEL=debug\n');
    await app.ok(['up', '-d']);
    const { 'exists-1': exists, ...others } = await app.each(({ Id }) => Id);
    expect(exists).not.toBe(before['exists-1']);
    expect({ ...others, 'exists-1': before['exists-1'] }).toEqual(before);
    expect((await labels())['exists']).not.toBe(first['exists']);

    await app.write('absent.env', 'COME=true\n');
    await app.ok(['up', '-d']);
    expect((await app.container('absent')).Config.Env).toContain('COME=true');
    expect((await app.container('exists')).Id).toBe(exists);
  });
});
