import { expect, test } from 'vitest';
import type { Processes } from '../../../src/host/host.ts';
import { createLogins } from '../../../src/podman/registry/logins.ts';
import { memoryHost } from '../../support/memory-host.ts';

const signal = new AbortController().signal;
const basic = (text: string): string => Buffer.from(text).toString('base64');

function logins(content: unknown, processes: Partial<Processes> = {}) {
  const files = { '/auth.json': JSON.stringify(content) };
  return createLogins(memoryHost({ files, processes, env: { REGISTRY_AUTH_FILE: '/auth.json' } }));
}

/** What the engine reads: only the alphabet for addresses, with padding. */
function read(header: string | undefined): unknown {
  if (header === undefined) return undefined;
  expect(header).toMatch(/^[\w-]+={0,2}$/);
  expect(header.length % 4).toBe(0);
  return JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
}

/** A credential helper that has one login. */
const helper: Partial<Processes> = {
  find: (name) => Promise.resolve(name === 'docker-credential-safe' ? `/bin/${name}` : undefined),
  run: (_command, [verb], options) => {
    const isKnown = options?.input === 'https://index.docker.io/v1/';
    const answer =
      verb === 'list' ? { 'https://index.docker.io/v1/': 'ann' } : { Username: 'ann', Secret: 'kept>>?' };
    const exitCode = verb === 'list' || isKnown ? 0 : 1;
    return Promise.resolve({ exitCode, stdout: JSON.stringify(answer), stderr: '' });
  },
};

test('a pull gets the login of its registry, and those that mirrors and short names may need', async () => {
  const known = logins({
    auths: {
      'r.example': { auth: basic('ann:s3c?>ret') },
      'https://index.docker.io/v1/': { auth: basic('bob:x') },
    },
  });
  const all = {
    'r.example': { username: 'ann', password: 's3c?>ret' },
    'docker.io': { username: 'bob', password: 'x' },
  };
  expect(read(await known.forImage('r.example/team/app:1', signal))).toEqual(all);
  expect(read(await known.forImage('nginx', signal))).toEqual(all);
  expect(read(await known.forBuild(signal))).toEqual(all);
});

test('the entry of a part of a registry counts for images below it', async () => {
  const known = logins({
    auths: { 'r.example': { auth: basic('ann:1') }, 'r.example/team': { auth: basic('bob:2') } },
  });
  const header = await known.forImage('r.example/team/app', signal);
  expect(read(header)).toMatchObject({ 'r.example': { username: 'bob', password: '2' } });
});

test('a token is sent alone for an image, and among the others for a build', async () => {
  const known = logins({
    auths: { 'r.example': { identitytoken: 't' }, 'q.example': { auth: basic('ann:1') } },
  });
  expect(read(await known.forImage('r.example/app', signal))).toEqual({ identitytoken: 't' });
  expect(read(await known.forBuild(signal))).toEqual({
    'r.example': { identitytoken: 't' },
    'q.example': { username: 'ann', password: '1' },
  });
});

test("a helper's logins: the one that a pull needs, all of them for a build", async () => {
  const known = logins({ credsStore: 'safe' }, helper);
  const hub = { 'docker.io': { username: 'ann', password: 'kept>>?' } };
  expect(read(await known.forImage('nginx', signal))).toEqual(hub);
  expect(read(await known.forImage('r.example/app', signal))).toBeUndefined();
  expect(read(await known.forBuild(signal))).toEqual(hub);
});

test('without logins nothing is sent, so that the engine uses its own', async () => {
  const none = createLogins(memoryHost());
  expect(await none.forImage('r.example/app', signal)).toBeUndefined();
  expect(await none.forBuild(signal)).toBeUndefined();
});
