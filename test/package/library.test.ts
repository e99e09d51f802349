import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as sources from '../../src/index.ts';

const root = join(import.meta.dirname, '..', '..');

/** A project that has the built package among its own, and a compose file. */
const scratch = mkdtempSync(join(tmpdir(), 'selkie-library-'));
mkdirSync(join(scratch, 'node_modules'));
symlinkSync(root, join(scratch, 'node_modules', 'selkie'));
writeFileSync(join(scratch, 'package.json'), '{ "name": "app", "private": true, "type": "module" }\n');
writeFileSync(
  join(scratch, 'compose.yaml'),
  `name: shop
services:
  web: { image: docker.io/library/app, ports: ['8080:80'], depends_on: [db] }
  db: { image: docker.io/library/db, volumes: ['data:/data'] }
volumes: { data: {} }
`,
);
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** What a program of the project prints. */
function printed(program: string): string {
  writeFileSync(join(scratch, 'program.js'), program);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['program.js'], {
    cwd: scratch,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

test('the package exports by its name what the sources say, and no more', () => {
  const names = JSON.parse(
    printed("import * as selkie from 'selkie'; console.log(JSON.stringify(Object.keys(selkie)));"),
  ) as readonly string[];
  expect(names.toSorted()).toEqual(Object.keys(sources).sort());
});

test('the program in the README prints units', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, program = ''] = /## As a library[\s\S]*?```js\n([\s\S]*?)```/u.exec(readme) ?? [];
  expect(program).toContain("from 'selkie'");
  const text = printed(program);
  expect(text.match(/^# .*$/gmu)).toEqual([
    '# shop.pod',
    '# shop-default.network',
    '# shop-data.volume',
    '# shop-db.container',
    '# shop-web.container',
  ]);
  expect(text).toContain('\nPublishPort=8080:80/tcp\n');
  expect(text).toContain('\nWants=shop-db.service\n');
});

test.each([
  ['emitQuadlet', 'shop-web.container', 'Volume=shop-data.volume:/data:rw'],
  ['emitClassic', 'container-shop-web-1.service', 'podman volume create'],
  ['emitKube', 'shop.kube', 'kind: Pod'],
])('%s makes units of a plan', (emit, file, line) => {
  const out = printed(`
import { ${emit}, emptyEngine, featuresOf, load, nodeHost, plainUp, printUnit, reconcile } from 'selkie';
const version = [5, 8, 6];
const { value: project } = await load({ files: [], profiles: [], envFiles: [] }, nodeHost());
const { value: plan } = reconcile(project, emptyEngine(version), plainUp(project), 0);
const target = { version, features: featuresOf(version), scope: 'user', files: new Set(), imageNames: new Map() };
const { value: units } = ${emit}(project, plan, target);
for (const unit of units.files) console.log('# ' + unit.name + '\\n' + printUnit(unit, ['header']));
for (const { text } of units.attachments) console.log(text);
`);
  expect(out).toContain(`# ${file}\n# header\n`);
  expect(out).toContain(line);
});

test('the package has its schema and its own description by name', () => {
  const out = printed(`
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
console.log(require('selkie/package.json').name, require('selkie/compose.schema.json').title !== undefined);
`);
  expect(out).toBe('selkie true\n');
});
