import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryHost } from '../../support/memory-host.ts';
import { runCli } from '../../support/run-cli.ts';

const digest = `sha256:${'5e'.repeat(32)}`;
const asked: string[] = [];
const registry = createServer((request, response) => {
  asked.push(request.url ?? '');
  const isKnown = request.url?.startsWith('/v2/known/') === true;
  response.writeHead(isKnown ? 200 : 404, isKnown ? { 'docker-content-digest': digest } : {}).end();
});
let at: string;

beforeAll(async () => {
  await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
  const address = registry.address();
  at = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(() => registry.close());

const compose = (known: string): string => `
name: pins
services:
  web:
    image: ${known}/web:1
    volumes:
      - {type: image, source: "${known}/data", target: /data}
      - {type: tmpfs, target: /t}
  twin: {image: "${known}/web:1"}
  pinned: {image: "web:1@sha256:${'0'.repeat(64)}"}
  built: {build: .}
`;

async function config(option: string, text: string) {
  const host = memoryHost({ files: { '/project/compose.yaml': text } });
  return runCli(['config', option], { host });
}

test('--resolve-image-digests pins images and image mounts, each asked for once', async () => {
  const { stdout, stderr, exitCode } = await config('--resolve-image-digests', compose(`${at}/known`));
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout.match(/(image|source): .*/g)).toEqual([
    `image: docker.io/library/web@sha256:${'0'.repeat(64)}`,
    `image: "${at}/known/web:1@${digest}"`,
    `image: "${at}/known/web:1@${digest}"`,
    `source: "${at}/known/data:latest@${digest}"`,
  ]);
  expect(asked.sort()).toEqual(['/v2/known/data/manifests/latest', '/v2/known/web/manifests/1']);
});

test('--lock-image-digests prints an override file of nothing but them', async () => {
  const { stdout } = await config('--lock-image-digests', compose(`${at}/known`));
  expect(stdout.replaceAll(at, 'HOST').replaceAll(digest, 'DIGEST')).toMatchInlineSnapshot(`
    "name: pins
    services:
      pinned:
        image: docker.io/library/web@sha256:0000000000000000000000000000000000000000000000000000000000000000
      twin:
        image: "HOST/known/web:1@DIGEST"
      web:
        image: "HOST/known/web:1@DIGEST"
        volumes:
          - type: image
            source: "HOST/known/data:latest@DIGEST"
            target: /data
    "
  `);
});

test('all images that cannot be pinned are told of', async () => {
  const { stdout, stderr, exitCode } = await config(
    '--resolve-image-digests',
    `services: {a: {image: "${at}/a"}, b: {image: "${at}/b"}, c: {image: "Not An Image"}}`,
  );
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.match(/\(registry\/[a-z-]+\)/g)?.sort()).toEqual([
    '(registry/bad-name)',
    '(registry/no-image)',
    '(registry/no-image)',
  ]);
});
