import { expect, test } from 'vitest';
import { parseImageRef, printImageRef } from '../../src/model/image-ref.ts';

const digest = `sha256:${'0a'.repeat(32)}`;

test.each<[text: string, whole: string]>([
  ['busybox', 'docker.io/library/busybox'],
  ['busybox:1', 'docker.io/library/busybox:1'],
  ['team/app', 'docker.io/team/app'],
  ['docker.io/busybox', 'docker.io/library/busybox'],
  ['index.docker.io/team/app:2', 'docker.io/team/app:2'],
  ['localhost/bb', 'localhost/bb'],
  ['127.0.0.1:5000/bb:1', '127.0.0.1:5000/bb:1'],
  ['quay.io/a/b/c:v1.2-x', 'quay.io/a/b/c:v1.2-x'],
  [`a/b:1@${digest}`, `docker.io/a/b:1@${digest}`],
  ['[::1]:5000/bb', '[::1]:5000/bb'],
])('%s is %s', (text, whole) => {
  const ref = parseImageRef(text);
  expect(ref && printImageRef(ref)).toBe(whole);
  expect(parseImageRef(whole)).toEqual(ref);
});

test.each(['', 'Upper', 'a//b', 'a:', 'a:b:c', 'a@sha256:1', `a@${digest}@${digest}`, '-a/b', 'a b', 'x.y/'])(
  '%j is no image name',
  (text) => expect(parseImageRef(text)).toBeUndefined(),
);
