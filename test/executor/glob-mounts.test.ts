import { expect, test } from 'vitest';
import type { Mount } from '../../src/model/mount.ts';
import { withGlobMounts } from '../../src/executor/glob-mounts.ts';
import { someContainer } from '../support/designs.ts';
import { memoryHost } from '../support/memory-host.ts';

const { files } = memoryHost({
  files: {
    '/lib/liba.so': '',
    '/lib/libb.so': '',
    '/lib/.hidden.so': '',
    '/lib/a+b[1].txt': '',
    '/deep/one/x.conf': '',
    '/deep/two/y.conf': '',
  },
});

async function mounted(source: string): Promise<readonly string[]> {
  const mount: Mount = { kind: 'glob', source, target: '/to', isReadOnly: true, consistency: undefined };
  const { service } = await withGlobMounts(someContainer({ mounts: [mount] }), files);
  return service.mounts.map((made) => {
    expect(made).toMatchObject({ kind: 'bind', isReadOnly: true });
    return `${made.kind === 'bind' ? made.source : ''} ${made.target}`;
  });
}

test.each<[pattern: string, found: readonly string[]]>([
  ['/lib/*.so', ['/lib/liba.so /to/liba.so', '/lib/libb.so /to/libb.so']],
  ['/lib/lib[!a].so', ['/lib/libb.so /to/libb.so']],
  ['/lib/.h*', ['/lib/.hidden.so /to/.hidden.so']],
  ['/lib/a+b?1?.txt', ['/lib/a+b[1].txt /to/a+b[1].txt']],
  ['/deep/*/*.conf', ['/deep/one/x.conf /to/x.conf', '/deep/two/y.conf /to/y.conf']],
])('%s', async (pattern, found) => {
  expect(await mounted(pattern)).toEqual(found);
});

test('a pattern that finds nothing is told', async () => {
  await expect(mounted('/nothing/*')).rejects.toMatchObject({
    diagnostics: [{ code: 'execute/bind-source-missing', args: { path: '/nothing/*' } }],
  });
});
