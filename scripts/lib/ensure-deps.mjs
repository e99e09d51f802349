// Plain Node without dependencies: it runs on a fresh checkout, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '..', '..');

/**
 * Installs node_modules with `npm ci` when it is missing or holds other versions than the lockfile names.
 * Ends the process with npm's status when that fails.
 */
export function ensureDependencies() {
  const reason = staleDependencies();
  if (reason === undefined) return;
  console.error(`Installing dependencies (${reason})`);
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

/**
 * Bundles the program into dist/ when a source is newer than what is there. Dependencies must be installed.
 * Ends the process when the build fails.
 */
export function ensureBuild() {
  const reason = staleBuild();
  if (reason === undefined) return;
  console.error(`Building (${reason})`);
  run(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--bundle-only']);
}

/** Why node_modules does not match the lockfile, or undefined when it does. */
function staleDependencies() {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return 'node_modules is missing';
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedPath);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link === true) continue;
    const found = installed[path];
    // Optional packages are left out where they do not fit the platform.
    if (found === undefined && (entry.optional === true || entry.devOptional === true)) continue;
    if (found?.version !== entry.version) return `${path} is not at ${entry.version}`;
  }
  return undefined;
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** Why dist/ is not what the sources make, or undefined when it is. */
function staleBuild() {
  const built = join(root, 'dist', 'selkie');
  if (!existsSync(built)) return 'dist is missing';
  const builtMs = statSync(built).mtimeMs;
  const inputs = [
    'src',
    'schemas',
    'package.json',
    'package-lock.json',
    'scripts/build.ts',
    'scripts/bundle',
  ];
  for (const input of inputs) {
    const newer = newerThan(join(root, input), builtMs);
    if (newer !== undefined) return `${newer.slice(root.length + 1)} changed`;
  }
  return undefined;
}

function newerThan(path, thanMs) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (stat.mtimeMs > thanMs) return path;
  if (!stat.isDirectory()) return undefined;
  for (const name of readdirSync(path).sort()) {
    if (name === 'generated') continue;
    const newer = newerThan(join(path, name), thanMs);
    if (newer !== undefined) return newer;
  }
  return undefined;
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined) console.error(`error: could not run ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
