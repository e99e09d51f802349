import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goJson } from '../../src/lib/ordered-json.ts';
import { jsonDocument } from '../../src/parser/config-output/json-document.ts';
import { networkHash, serviceHash, volumeHash } from '../../src/parser/decode/config-hash.ts';
import { loadCanonical } from '../../src/parser/load-canonical.ts';
import { memoryHost } from '../support/memory-host.ts';

/** `hashes.txt` and `json.txt` are what docker compose 2.40.3 prints for `compose.yaml` (`config --hash '*'`, `config --format json`). */
const golden = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, 'config-hash', name), 'utf8');

async function load(text: string, others: Readonly<Record<string, string>> = {}) {
  const files = Object.fromEntries(
    Object.entries({ 'compose.yaml': text, ...others }).map(([name, content]) => [
      `/project/${name}`,
      content,
    ]),
  );
  const { value, diagnostics } = await loadCanonical(
    { files: ['/project/compose.yaml'], profiles: ['*'], envFiles: [] },
    memoryHost({ files, env: {}, homeDir: '/home/user' }),
  );
  if (value === undefined) throw new Error(JSON.stringify(diagnostics.map(({ code, args }) => [code, args])));
  return value;
}

async function hashOf(definition: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const { selected } = await load(`services:\n  web: {${definition}}\n  db: {image: b}\n`, others);
  return serviceHash(selected.services.get('web') ?? {});
}

test("services have docker compose's own hashes", async () => {
  const { selected } = await load(await golden('compose.yaml'));
  const lines = [...selected.services.keys()]
    .sort()
    .map((name) => `${name} ${serviceHash(selected.services.get(name) ?? {})}\n`);
  expect(lines.join('')).toBe(await golden('hashes.txt'));
});

test("the JSON is docker compose's, character by character", async () => {
  const { name, selected } = await load(await golden('compose.yaml'));
  const text = goJson(jsonDocument(name, selected), '  ').replaceAll('$', '$$$$');
  expect(text).toBe(await golden('json.txt'));
});

test('networks and volumes have the hashes that docker compose labels them with', () => {
  expect(networkHash({ name: 'p1_default' })).toBe(
    'a269f79b885737ba9d363e096b178f9ff899b76b38ce24bb5ba4aaf48d7a9cab',
  );
  const ipam = { config: [{ subnet: '10.77.0.0/24' }] };
  expect(networkHash({ name: 'p1_back', ipam, internal: true, labels: { z: '1' } })).toBe(
    '21f9c8e029b71826830b0c5d3a3699b126961491b8d7dec6336bb0c82aec44b3',
  );
  expect(volumeHash({ name: 'p1_data' })).toBe(
    '3bc4623c1b89b8c38ed5766bf5190ce58547bf3b97ad78014292f8b328cb786e',
  );
  expect(volumeHash({ name: 'p1_opt', labels: { b: 'x', a: 'y' } })).toBe(
    '866dfa542f0c91966e18ef186f63169e1a7fb60d702d2ede34efb00a8ecde550',
  );
});

const base = 'image: a, command: [x], environment: {A: "1", B: "2"}';

test.each([
  ['the order of keys', 'environment: {B: "2", A: "1"}, command: [x], image: a'],
  ['a comment', `${base} # says nothing\n`],
  ['a way of writing', 'image: a, command: x, environment: [B=2, A=1]'],
  ['depends_on', `${base}, depends_on: [db]`],
  ['profiles', `${base}, profiles: [p]`],
  ['scale', `${base}, scale: 3`],
  ['pull_policy', `${base}, pull_policy: always`],
  ['build', `${base}, build: .`],
  ['an extension', `${base}, x-note: {a: 1}`],
  ['a placement', `${base}, x-podman.placement: beside`],
])('%s changes no hash', async (_, definition) => {
  expect(await hashOf(definition)).toBe(await hashOf(base));
});

test('the number of replicas changes no hash', async () => {
  const mode = (more: string) => hashOf(`${base}, deploy: {mode: replicated${more}}`);
  expect(await mode(', replicas: 3')).toBe(await mode(''));
});

test.each([
  ['labels', `${base}, labels: {a: b}`],
  ['the image', base.replace('image: a', 'image: b')],
  ['a key that only Podman has', `${base}, x-podman.uidmaps: ["0:1:1"]`],
])('%s change the hash', async (_, definition) => {
  expect(await hashOf(definition)).not.toBe(await hashOf(base));
});

test('mount flags that only Podman has change the hash, and those of docker compose alone do not add to it', async () => {
  const mounted = (options: string) => hashOf(`${base}, volumes: ["/a:/b${options}"]`);
  expect(await mounted(':U')).not.toBe(await mounted(''));
  expect(await mounted(':rw')).toBe(await mounted(''));
});

test('what an env file holds counts as if it stood in the service', async () => {
  const fromFile = await hashOf('image: a, command: [x], env_file: [e], environment: {B: "2"}', {
    e: 'A=1\n',
  });
  expect(fromFile).toBe(await hashOf(base));
  expect(fromFile).not.toBe(
    await hashOf('image: a, command: [x], env_file: [e], environment: {B: "2"}', { e: 'A=2\n' }),
  );
});

test('a network and a volume with keys of Podman have hashes of their own', () => {
  expect(networkHash({ name: 'n', 'x-podman.dns': ['9.9.9.9'] })).not.toBe(networkHash({ name: 'n' }));
  expect(networkHash({ name: 'n', 'x-note': 1 })).toBe(networkHash({ name: 'n' }));
});
