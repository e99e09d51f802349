// Plain Node without dependencies: where to take a static busybox from, without a registry.
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { selkieJson } from './selkie.mjs';

/** Puts a static busybox at `target` and says where it is from; undefined when none was found. */
export function stageBusybox(target) {
  if (isStatic(target)) return 'the last time';
  for (const source of [fromPath, fromMachine, fromPackage]) {
    const from = source(target);
    if (from !== undefined && isStatic(target)) {
      chmodSync(target, 0o755);
      return from;
    }
  }
  rmSync(target, { force: true });
  return undefined;
}

function fromPath(target) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'busybox');
    if (isStatic(path)) return copy(path, target);
  }
  return undefined;
}

function fromMachine(target) {
  const { data } = selkieJson(['machine', 'ls', '--format', 'json']);
  for (const { root } of data ?? []) {
    const path = join(root, 'usr', 'bin', 'busybox');
    if (isStatic(path)) return copy(path, target);
  }
  return undefined;
}

/** Debian's package, fetched and unpacked beside the system: nothing is installed. */
function fromPackage(target) {
  const folder = mkdtempSync(join(tmpdir(), 'selkie-busybox-'));
  try {
    const run = (command, args) =>
      spawnSync(command, args, { cwd: folder, stdio: 'ignore', env: { ...process.env, LC_ALL: 'C' } })
        .status === 0;
    if (!run('apt-get', ['download', '-o', 'APT::Sandbox::User=root', 'busybox-static'])) return undefined;
    const [file] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
    if (file === undefined || !run('dpkg-deb', ['--extract', file, 'unpacked'])) return undefined;
    for (const path of ['usr/bin/busybox', 'bin/busybox']) {
      if (isStatic(join(folder, 'unpacked', path))) {
        copy(join(folder, 'unpacked', path), target);
        return 'the package busybox-static';
      }
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copy(from, to) {
  copyFileSync(from, to);
  return from;
}

/** True for a 64-bit ELF program that names no interpreter, that is, no dynamic linker. */
function isStatic(path) {
  try {
    accessSync(path, constants.R_OK);
    const file = readFileSync(path);
    if (file.toString('latin1', 0, 5) !== '\x7fELF\x02') return false;
    const offset = Number(file.readBigUInt64LE(32));
    const size = file.readUInt16LE(54);
    const count = file.readUInt16LE(56);
    const interpreter = 3;
    return Array.from({ length: count }, (_, index) => file.readUInt32LE(offset + index * size)).every(
      (type) => type !== interpreter,
    );
  } catch {
    return false;
  }
}
