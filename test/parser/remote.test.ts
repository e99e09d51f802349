import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { messageOf } from '../../src/diagnostics/words.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { nodeProcesses } from '../../src/host/node-processes.ts';
import { yamlDocument } from '../../src/parser/config-output/document.ts';
import { load } from '../../src/parser/load.ts';
import { loadCanonical } from '../../src/parser/load-canonical.ts';
import type { LoadRequest } from '../../src/parser/request.ts';

const run = promisify(execFile);
const address = 'https://git.example/shop.git';

const files: Readonly<Record<string, string>> = {
  'compose.yaml':
    'name: shop\nservices:\n  web:\n    image: web:$TAG\n    build: .\n    env_file: web.env\n    extends: {file: common/base.yaml, service: base}\n',
  'common/base.yaml': 'services: {base: {labels: {branch: main}, volumes: ["./data:/data"]}}\n',
  'web.env': 'A=1\n',
  '.env': 'TAG=of-the-repository\n',
  'sub/app/compose.yaml': 'services: {app: {image: app, build: ..}}\n',
  'other/shop.yaml': 'services: {other: {image: other}}\n',
};

let base: string;
let cache: string;
let mainCommit: string;

async function git(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const author = ['-c', 'user.name=Someone', '-c', 'user.email=someone@example.com'];
  const { stdout } = await run('git', [...author, '-C', join(base, 'shop'), ...args], { env });
  return stdout.trim();
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(base, 'shop', path)), { recursive: true });
  await writeFile(join(base, 'shop', path), text);
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'selkie-remote-'));
  await mkdir(join(base, 'shop'));
  await mkdir(join(base, 'here'));
  await git('init', '--quiet', '--initial-branch=main');
  for (const [path, text] of Object.entries(files)) await write(path, text);
  await symlink('/etc', join(base, 'shop', 'outside'));
  await git('add', '--all');
  await git('commit', '--quiet', '--message=one');
  mainCommit = await git('rev-parse', 'HEAD');
  await git('tag', '--annotate', '--message=first', 'v1');
  await git('checkout', '--quiet', '-b', 'dev');
  await write('common/base.yaml', 'services: {base: {labels: {branch: dev}}}\n');
  await git('commit', '--quiet', '--all', '--message=two');
  // A branch whose last part is another's name: `main` is not this one.
  await git('branch', 'a/main');
  await git('checkout', '--quiet', 'main');
});

beforeEach(async () => {
  cache = await mkdtemp(join(base, 'cache-'));
});

afterAll(() => rm(base, { recursive: true, force: true }));

/** This machine; git finds the test's repository behind `https://git.example/shop.git`. */
function hostWith(changes: Readonly<Record<string, string>> = {}): Host {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: base,
    XDG_CACHE_HOME: cache,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${join(base, 'shop')}.insteadOf`,
    GIT_CONFIG_VALUE_0: address,
    ...changes,
  };
  return { ...nodeHost(), env, homeDir: base, workingDir: join(base, 'here'), processes: nodeProcesses(env) };
}

/** What `config` would print, with the folder of the cache as `CACHE`, and what went wrong. */
async function config(
  file: string | Readonly<Record<string, string>>,
  { env = {}, ...request }: Partial<LoadRequest> & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly services: unknown; readonly problems: readonly string[] }> {
  let given = file;
  if (typeof given !== 'string') {
    for (const [path, text] of Object.entries(given)) await writeFile(join(base, 'here', path), text);
    given = 'compose.yaml';
  }
  const outcome = await loadCanonical(
    { files: [given], profiles: [], envFiles: [], ...request },
    hostWith(env),
  );
  const { value, diagnostics } = outcome;
  const text =
    value === undefined ? 'null' : JSON.stringify(yamlDocument(value.name, value.selected)['services']);
  return {
    services: JSON.parse(text.replaceAll(join(cache, 'selkie', 'git'), 'CACHE')),
    problems: diagnostics.map(messageOf),
  };
}

test('a file of the default branch: what it needs lies beside it in the checkout, and variables are those of here', async () => {
  const { services, problems } = await config(address, { env: { TAG: 'here' } });
  expect(problems).toEqual([]);
  expect(services).toMatchObject({
    web: {
      image: 'web:here',
      build: { context: `CACHE/${mainCommit}` },
      environment: { A: '1' },
      labels: { branch: 'main' },
      volumes: [{ source: `CACHE/${mainCommit}/common/data` }],
    },
  });
});

test.each<[fragment: string, service: string]>([
  ['#dev', 'dev'],
  ['?ref=dev', 'dev'],
  ['?branch=dev', 'dev'],
  ['#refs/heads/dev', 'dev'],
  ['#main', 'main'],
  ['#a/main', 'dev'],
  ['#v1', 'main'],
  ['?tag=v1', 'main'],
])('%s is the branch or tag of that name', async (fragment, branch) => {
  const { services, problems } = await config(address + fragment, { env: { TAG: 'x' } });
  expect(problems).toEqual([]);
  expect(services).toMatchObject({ web: { labels: { branch } } });
});

test.each(['#main:sub/app', '?ref=main&subdir=sub/app', '#:sub/app/compose.yaml'])(
  '%s is a folder or file of the repository, and paths start there',
  async (fragment) => {
    const { services } = await config(address + fragment);
    expect(services).toMatchObject({ app: { build: { context: `CACHE/${mainCommit}/sub` } } });
  },
);

test('include and extends read repositories too: an included project has its own variables', async () => {
  const { services, problems } = await config({
    'compose.yaml': `include: ["${address}"]\nservices:\n  mine: {extends: {file: "${address}#main:sub/app", service: app}}\n`,
  });
  expect(problems).toEqual([]);
  expect(services).toMatchObject({
    web: { image: 'web:of-the-repository', build: { context: `CACHE/${mainCommit}` } },
    mine: { build: { context: `CACHE/${mainCommit}/sub` } },
  });
});

test('a commit is not looked up again, a branch is', async () => {
  const env = { TAG: 'x' };
  await config(address, { env });
  const gone = { ...env, GIT_CONFIG_KEY_0: `url.${join(base, 'nowhere')}.insteadOf` };
  expect((await config(`${address}#${mainCommit}`, { env: gone })).problems).toEqual([]);
  expect((await config(`${address}#${mainCommit}`, { env: { ...gone, PATH: '/nowhere' } })).problems).toEqual(
    [],
  );
  const [problem] = (await config(`${address}#main`, { env: gone })).problems;
  expect(problem).toContain('cannot be fetched');
});

test('many that fetch the same at once get the same, and leave nothing behind', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => config(`${address}#dev:sub/app`)));
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(all[0]?.problems).toEqual([]);
  expect(await readdir(join(cache, 'selkie', 'git'))).toHaveLength(1);
});

test('an interruption stops git and leaves nothing behind', async () => {
  const aborter = new AbortController();
  const host = hostWith();
  const stopping: Host = {
    ...host,
    processes: {
      ...host.processes,
      run: (command, args, options) => {
        if (args.includes('fetch')) aborter.abort();
        return host.processes.run(command, args, options);
      },
    },
  };
  const loading = loadCanonical(
    { files: [address], profiles: [], envFiles: [], signal: aborter.signal },
    stopping,
  );
  await expect(loading).rejects.toThrow();
  expect(await readdir(join(cache, 'selkie', 'git'))).toEqual([]);
});

test.each<[address: string, problem: string]>([
  [`${address}#nope`, 'the repository has no branch or tag `nope`'],
  [`${address}#${'a'.repeat(40)}`, `the repository has no commit \`${'a'.repeat(40)}\``],
  [`${address}#:nothing`, 'the repository has no `nothing` there'],
  [`${address}#:other`, 'the repository has no compose file in `other`'],
  [`${address}#:../../etc`, 'the path `../../etc` leaves the repository'],
  [`${address}#:outside/hostname`, '`outside/hostname` is a link out of the repository'],
  [`${address}?submodules=1`, '`submodules` means nothing here'],
  ['https://git.example/shop', 'over http only git repositories can be read'],
  ['oci://registry.example/shop', 'compose files in image registries cannot be read'],
])('%s: a clear error', async (file, problem) => {
  const { services, problems } = await config(file);
  expect(services).toBeNull();
  expect(problems).toEqual([`\`${file}\` cannot be fetched: ${problem}`]);
});

test('without git, and with repositories turned off, the reason is told', async () => {
  expect((await config(address, { env: { PATH: '/nowhere' } })).problems[0]).toContain(
    '`git` is not installed',
  );
  const off = await config(address, { env: { COMPOSE_EXPERIMENTAL_GIT_REMOTE: '0' } });
  expect(off.problems[0]).toContain('`COMPOSE_EXPERIMENTAL_GIT_REMOTE` turns git repositories off');
});

test('a user and password reach the server, and neither a message, a label nor an argument of git', async () => {
  const server = await httpRepository('bob:s3cr3t');
  const port = portOf(server);
  const shown: string[] = [];
  const host = hostWith();
  const watched: Host = {
    ...host,
    processes: {
      ...host.processes,
      run: (command, args, options) => {
        shown.push(...args);
        return host.processes.run(command, args, options);
      },
    },
  };
  const open = (user: string): ReturnType<typeof load> =>
    load(
      { files: [`http://${user}@127.0.0.1:${port}/shop.git#:sub/app`], profiles: [], envFiles: [] },
      watched,
    );
  try {
    const { value, diagnostics } = await open('bob:s3cr3t');
    expect(diagnostics).toEqual([]);
    expect([...(value?.services.keys() ?? [])]).toEqual(['app']);
    shown.push(...(value?.composeFiles ?? []), await filesText(join(cache, 'selkie', 'git')));
    const refused = await open('bob:wr0ng');
    shown.push(...refused.diagnostics.map(messageOf));
    expect(shown.at(-1)).toContain('does not take the user and password');
    expect(shown.join('\n')).not.toMatch(/s3cr3t|wr0ng|Ym9i/);
  } finally {
    server.close();
  }
});

/** All that git noted about the checkouts. */
async function filesText(folder: string): Promise<string> {
  const texts: string[] = [];
  for (const commit of await readdir(folder)) {
    for (const name of ['config', 'FETCH_HEAD']) {
      texts.push(await readFile(join(folder, commit, '.git', name), 'utf8'));
    }
  }
  return texts.join('\n');
}

/** Git's own server program behind http, for those who know the password. */
async function httpRepository(credentials: string): Promise<Server> {
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env['PATH'],
        GIT_PROJECT_ROOT: base,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname.replace('shop.git', 'shop/.git'),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.stdout.on('end', () => {
      const reply = Buffer.concat(chunks);
      const end = reply.indexOf('\r\n\r\n');
      for (const line of reply.subarray(0, end).toString().split('\r\n')) {
        const [name = '', value = ''] = line.split(': ');
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.end(reply.subarray(end + 4));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
