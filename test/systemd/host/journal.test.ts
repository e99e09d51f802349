import { expect, test } from 'vitest';
import { closedJournal, journalWords } from '../../../src/systemd/host/journal.ts';
import { memoryHost } from '../../support/memory-host.ts';

/** What is said of a machine whose `journalctl` ends so. */
function said(exitCode: number, stderr: string): ReturnType<typeof closedJournal> {
  const host = memoryHost({
    env: { USER: 'ann' },
    processes: { run: () => Promise.resolve({ exitCode, stdout: '', stderr }) },
  });
  return closedJournal(host, { env: {} }, new AbortController().signal);
}

test('a journal that opens no file is closed to the user', async () => {
  expect(await said(1, 'No journal files were opened due to insufficient permissions.\n')).toMatchObject({
    code: 'systemd/journal-closed',
    args: { user: 'ann' },
  });
});

test.each([
  [0, ''],
  [0, 'Hint: You are currently not seeing messages from other users and the system.\n'],
  [1, 'No journal files were found.\n'],
])('one that ends with %i and says %j is not', async (exitCode, stderr) => {
  expect(await said(exitCode, stderr)).toBeUndefined();
});

test('units of a user are looked for in all of the journal', () => {
  expect(journalWords({ scope: 'user' }, ['a.service', 'b.service'])).toEqual([
    '--user-unit=a.service',
    '--user-unit=b.service',
    '--no-pager',
  ]);
  expect(journalWords({ scope: 'system' }, ['a.service'])).toEqual(['--unit=a.service', '--no-pager']);
});
