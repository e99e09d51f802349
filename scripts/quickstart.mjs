// `npm run quickstart`: from a fresh checkout to a page in the browser. Plain Node, so that it can install first.
/* global AbortSignal, fetch */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, root } from './lib/ensure-deps.mjs';
import { phase, seconds } from './lib/phase.mjs';
import { selkie, selkieJson, shown, trySelkie } from './lib/selkie.mjs';
import { stageBusybox } from './lib/static-busybox.mjs';

const startedMs = performance.now();
const example = join(root, 'examples', 'quickstart');
const settingsFile = join(example, '.env');
const marker = 'Selkie quickstart';

await phase('Installing and building', () => {
  ensureDependencies();
  ensureBuild();
});
const engine = await phase('Finding an engine', findEngine);
const port = await phase('Preparing the example', prepare);
// The engine is named only where Selkie would not find it by itself.
const where = engine.isNamed ? ['--url', engine.url] : [];
await phase('Bringing the example up', () => selkie([...where, 'up', '--detach'], { cwd: example }));
const page = await phase('Fetching the page', () => fetchPage(port));
console.log(`\n${page.trimEnd().replace(/^/gm, '  | ')}\n`);
selkie([...where, 'ps', '--all'], { cwd: example });
tell();

/** The engine that Selkie finds, when it is recent enough; else one that `bootstrap` gets. */
async function findEngine() {
  const found = selkieJson(['info', '--format', 'json'], { cwd: example });
  const { engine: info } = found.data ?? {};
  if (found.status === 0 && Number.parseInt(info.version, 10) >= 5) {
    console.error(`Podman ${info.version}: ${info.uri}`);
    return { url: info.uri, isNamed: false, isMachine: info.foundBy === 'machine' };
  }
  const why = info ? `the Podman found here is ${info.version}` : 'none was found';
  const folder = process.env.SELKIE_STATE_DIR ?? '/var/lib/selkie';
  console.error(
    `There is no Podman 5 here (${why}), so \`selkie bootstrap\` gets an engine. Where the package manager has none
that is recent enough, that is a machine: a Debian root file system with Podman in it (1 GB in
${folder}), booted as a host of its own, which takes about two minutes, once.`,
  );
  // In a folder without a compose file, so that it gets an engine and brings nothing up.
  const nowhere = mkdtempSync(join(tmpdir(), 'selkie-quickstart-'));
  const status = trySelkie(['bootstrap', '--yes'], { cwd: nowhere });
  rmSync(nowhere, { recursive: true });
  if (status !== 0) fail(why);
  const machine = ourMachine();
  if (machine?.state === 'running') {
    return { url: machine.url, isNamed: info !== null && info !== undefined, isMachine: true };
  }
  return { url: undefined, isNamed: false, isMachine: false };
}

function ourMachine() {
  return selkieJson(['machine', 'ls', '--format', 'json']).data?.find(({ name }) => name === 'selkie');
}

function fail(why) {
  console.error(`error: no Podman 5 to use: ${why}`);
  console.error(`hint: \`${shown} doctor\` says what is in the way; \`sudo npm run quickstart\` may mend it`);
  process.exit(2);
}

/** The busybox of the image, and the port of the page. Both are kept for the next time. */
async function prepare() {
  const settings = readSettings();
  const from = stageBusybox(join(example, 'image', 'busybox'));
  if (from === undefined)
    console.error('No static busybox on this host: the image is made from a registry’s');
  else console.error(`busybox is from ${from}`);
  const wanted = Number(process.env['WEB_PORT'] ?? settings['WEB_PORT'] ?? 8080);
  const free = (await isOurs(wanted)) ? wanted : await freePort(wanted);
  if (free !== wanted) console.error(`Port ${wanted} is taken: the page is on ${free}`);
  writeSettings({
    WEB_PORT: String(free),
    QUICKSTART_DOCKERFILE: from === undefined ? 'Dockerfile.registry' : 'Dockerfile',
  });
  // The environment speaks louder than .env, and would name the taken port.
  process.env['WEB_PORT'] = String(free);
  return free;
}

function readSettings() {
  if (!existsSync(settingsFile)) return {};
  const lines = readFileSync(settingsFile, 'utf8').split('\n');
  return Object.fromEntries(lines.filter((line) => /^\w+=/.test(line)).map((line) => line.split('=', 2)));
}

function writeSettings(settings) {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  const text = `# Written by \`npm run quickstart\`, so that other commands here mean the same.\n${lines.join('')}`;
  if (!existsSync(settingsFile) || readFileSync(settingsFile, 'utf8') !== text)
    writeFileSync(settingsFile, text);
}

async function isOurs(candidate) {
  const text = await get(candidate).catch(() => '');
  return text.startsWith(marker);
}

async function freePort(from) {
  for (let candidate = from; candidate < from + 100; candidate++) {
    if (await isFree(candidate)) return candidate;
  }
  throw new Error(`no port is free from ${from} on`);
}

function isFree(candidate) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(candidate, () => server.close(() => resolve(true)));
  });
}

async function get(candidate) {
  const response = await fetch(`http://127.0.0.1:${candidate}/`, { signal: AbortSignal.timeout(5000) });
  return response.text();
}

/** The page. Its server was started a moment ago, so it gets a few. */
async function fetchPage(candidate) {
  const endMs = performance.now() + 10_000;
  for (;;) {
    try {
      const text = await get(candidate);
      if (text.startsWith(marker)) return text;
      throw new Error(`http://localhost:${candidate} answered something else: ${text.slice(0, 80)}`);
    } catch (error) {
      if (performance.now() < endMs) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      console.error(`error: the page did not come: ${error.cause?.message ?? error.message}`);
      trySelkie([...where, 'logs', '--tail', '20'], { cwd: example });
      process.exit(1);
    }
  }
}

function tell() {
  const command = [shown, ...where].join(' ');
  console.log(
    `\nThe page is at http://localhost:${port} (all of this took ${seconds(performance.now() - startedMs)})`,
  );
  console.log(`Take it down with    ${command} -f examples/quickstart/compose.yaml down -v`);
  if (engine.isMachine) console.log(`and its machine with ${shown} machine rm --force --prune`);
}
