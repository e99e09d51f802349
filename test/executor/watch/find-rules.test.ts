import { expect, test } from 'vitest';
import { messageOf } from '../../../src/diagnostics/words.ts';
import { findRules } from '../../../src/executor/watch/find-rules.ts';
import type { BuildSpec } from '../../../src/model/build.ts';
import type { BindMount } from '../../../src/model/mount.ts';
import { memoryHost } from '../../support/memory-host.ts';
import type { ServiceFixture } from '../../support/project-fixture.ts';
import { projectFixture } from '../../support/project-fixture.ts';
import { trigger } from './rules.ts';

const src = trigger({ path: '/p/src', target: '/app' });
const build = { context: '/p', dockerfile: undefined } as BuildSpec;
const bind = (source: string, target: string) => ({ kind: 'bind', source, target }) as BindMount;

async function found(
  services: Readonly<Record<string, ServiceFixture>>,
  on: Parameters<typeof memoryHost>[0] = {},
) {
  const project = projectFixture(services);
  const { value, diagnostics } = await findRules(
    project,
    new Set(project.services.keys()),
    memoryHost(on).files,
  );
  return { rules: value, said: diagnostics.map(messageOf) };
}

test('a rule for each entry, at the place that links lead to', async () => {
  const { rules, said } = await found(
    { web: { watch: [src, trigger({ path: '/p/later/x', action: 'restart' })] }, other: {} },
    { files: { '/real/src/a': '' }, links: { '/p': '/real' } },
  );
  expect(rules?.map(({ service, path }) => `${service} ${path}`)).toEqual([
    'web /real/src',
    'web /real/later/x',
  ]);
  expect(said).toEqual([]);
});

test.each<[wrong: string, service: ServiceFixture, says: string]>([
  [
    'no entry',
    {},
    "none of the selected services is configured for watch, consider setting a 'develop' section",
  ],
  [
    'a rebuild of an image that is not built',
    { watch: [trigger({ action: 'rebuild' })] },
    'can\'t watch service "web" with action rebuild without a build context',
  ],
  [
    'no command to run',
    { watch: [{ ...src, action: 'sync+exec' }] },
    'can\'t watch with action "sync+exec" on service web without a command',
  ],
])('refuses %s', async (_, service, says) => {
  const { rules, said } = await found({ web: service });
  expect(rules).toBeUndefined();
  expect(said).toEqual([says]);
});

test.each<[source: string, target: string, isCovered: boolean]>([
  ['/p', '/', false],
  ['/p/src', '/app', true],
  ['/p/src', '/app/', true],
  ['/p', '/app', false],
  ['/p/src/deep', '/app/deep', false],
])('with %s mounted at %s, /p/src for /app needs no watching: %j', async (source, target, isCovered) => {
  const watch = [src, trigger({ path: '/p/conf', action: 'restart' })];
  const { rules, said } = await found({ web: { mounts: [bind(source, target)], watch } });
  expect(rules?.length).toBe(isCovered ? 1 : 2);
  expect(said.length).toBe(isCovered ? 1 : 0);
});

test.each<[ignoreFile: string, matches: boolean]>([
  ['node_modules\nsrc/gen', false],
  ['*.md', true],
  // A build of nothing leaves nothing to go by.
  ['*\n!Dockerfile', true],
])('the ignore file of the build holds: %j', async (text, matches) => {
  const { rules } = await found(
    { web: { build, watch: [src] } },
    { files: { '/p/.dockerignore': text, '/p/src/gen/a': '' } },
  );
  expect(rules?.[0]?.matches('/p/src/gen/a')).toBe(matches);
});
