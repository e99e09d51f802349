import { expect, test } from 'vitest';
import { BuildTrace } from '../../src/executor/build-leftovers.ts';

const output = [
  [1000, 'STEP 1/4: FROM localhost/base AS first\n'],
  [2000, 'STEP 2/4: RUN make\n'],
  [60_000, '--> 0123456789ab\n'],
  [60_100, '[2/2] STEP 1/1: FROM --platform=linux/arm64 alpine\n'],
  [60_200, '[2/2] STEP 2/2: RUN sleep 9\n'],
] as const;

function trace(): BuildTrace {
  const made = new BuildTrace(500);
  for (const [atMs, text] of output) made.see(text, atMs);
  return made;
}

const container = { id: 'c', image: 'localhost/base:latest', imageId: 'f'.repeat(64), createdMs: 1200 };

test.each<[string, Partial<typeof container>, boolean]>([
  ['of a base, when its step began', {}, true],
  ['of the same base, long after', { createdMs: 30_000 }, false],
  ['of the same base, before the build', { createdMs: -5000 }, false],
  ['of another base', { image: 'localhost/based:latest' }, false],
  ['of a short name', { image: 'docker.io/library/alpine:latest', createdMs: 60_150 }, true],
  [
    'that goes on from a step',
    { image: 'docker.io/library/x-tmp:latest', imageId: `0123456789ab${'0'.repeat(52)}`, createdMs: 61_000 },
    true,
  ],
])('a container %s', (_, given, isOurs) => {
  expect(trace().isOurs({ ...container, ...given }, 70_000)).toBe(isOurs);
});
