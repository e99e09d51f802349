import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';

scenarios('a server that is not root', () => {
  test.each([
    { asUser: 'root', USERNS: 'host' },
    { asUser: 'tester', USERNS: 'keep-id:uid=1234,gid=1234' },
  ] as const)(
    'may listen on port 80, in the pod, beside it and in a user namespace ($asUser)',
    async (how) => {
      const { asUser, USERNS } = how;
      const app = await project(import.meta.dirname, { asUser, env: { USERNS } });
      await app.ok(['up', '-d', '--wait']);
      expect(await app.states()).toEqual({ 'alone-1': 'running', 'mapped-1': 'running', 'web-1': 'running' });
      await eventually(
        () => app.inside('alone', ['timeout', '3', 'wget', '-q', '-O', '/dev/null', 'http://web/busybox']),
        ({ exitCode }) => exitCode === 0,
      );
    },
  );
});
