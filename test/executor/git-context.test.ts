import { expect, test } from 'vitest';
import { fetchGitFolder, isGitContext } from '../../src/executor/git-context.ts';
import { memoryHost } from '../support/memory-host.ts';

test.each<[context: string, isGit: boolean]>([
  ['https://example.com/app.git', true],
  ['https://example.com/app.git#main:web', true],
  ['https://example.com/app.git?ref=main&subdir=web', true],
  ['git://example.com/app', true],
  ['ssh://git@example.com/app', true],
  ['git@example.com:team/app.git#v1', true],
  ['github.com/team/app', true],
  ['https://example.com/app.tar.gz', false],
  ['https://example.com/app#x.git', false],
  ['/srv/app.git', false],
  ['/srv/git@home:x', false],
])('%s', (context, isGit) => {
  expect(isGitContext(context)).toBe(isGit);
});

test('a repository that cannot be fetched is told with its reason, and without its password', async () => {
  const { signal } = new AbortController();
  const fetching = fetchGitFolder('web', 'https://me:s3cret@example.com/app.git#main:web', {
    host: memoryHost(),
    signal,
  });
  const error: unknown = await fetching.catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    diagnostics: [{ code: 'execute/context-not-fetched', args: { service: 'web' } }],
  });
  expect(JSON.stringify(error)).not.toContain('s3cret');
});
