import { expect, test } from 'vitest';
import { fileObjectBytes } from '../../src/executor/file-object-contents.ts';
import { load } from '../../src/parser/load.ts';
import { memoryHost } from '../support/memory-host.ts';

const files = {
  '/project/compose.yaml':
    'include: [sub/compose.yaml]\nservices:\n  web: {image: x, secrets: [outer]}\nsecrets:\n  outer: {environment: TOKEN}\n',
  '/project/sub/compose.yaml':
    'services:\n  api: {image: x, secrets: [inner], configs: [settings]}\nsecrets:\n  inner: {environment: TOKEN}\nconfigs:\n  settings: {environment: SETTINGS}\n',
  '/project/sub/.env': 'TOKEN=of-the-included\nSETTINGS=a=b\n',
};

async function contentsWith(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const host = memoryHost({ files, env });
  const { value } = await load({ files: [], profiles: [], envFiles: [] }, host);
  if (value === undefined) throw new Error('not loaded');
  const { secrets, configs } = value;
  return Promise.all(
    [secrets.get('inner'), configs.get('settings'), secrets.get('outer')].map(async (object) => {
      if (object === undefined) return 'not loaded';
      const bytes = await fileObjectBytes(object, value, host).catch(() => undefined);
      return bytes === undefined ? 'missing' : new TextDecoder().decode(bytes);
    }),
  );
}

test('what an included file takes from a variable may come from the .env beside it, and only there', async () => {
  expect(await contentsWith({})).toEqual(['of-the-included', 'a=b', 'missing']);
});

test('the environment of the whole project goes before it', async () => {
  expect(await contentsWith({ TOKEN: 'of-all' })).toEqual(['of-all', 'a=b', 'of-all']);
});
