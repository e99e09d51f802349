// Stands in for qemu-system-x86_64: takes its command line, and boots a "virtual machine" that is made of namespaces. What
// `podman machine` sees is the same: the pid file, QMP, the line on the ready port. VM_FAULT makes it go wrong: `dies`, `never-ready`.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

const words = process.argv.slice(2);
const all = (name) => words.flatMap((word, n) => (word === name ? [words[n + 1] ?? ''] : []));
const part = (text, key) => new RegExp(`(?:^|,)${key}=([^,]+)`).exec(text ?? '')?.[1];
const fault = process.env['VM_FAULT'] ?? '';

if (words[0] === '--version') {
  console.log('QEMU emulator version 10.0.0 (namespaces)');
  process.exit(0);
}
if (fault === 'dies') {
  console.error('no machine today');
  process.exit(1);
}

const chardevs = new Map(all('-chardev').map((text) => [part(text, 'id'), part(text, 'path')]));
const [qmpPath] = all('-qmp').map((text) => /^unix:([^,]+)/.exec(text)?.[1]);
const readyPath = [...chardevs].find(([id]) => id?.endsWith('_ready'))?.[1];
const ignition = all('-fw_cfg').map((text) => part(text, 'file'))[0];
const network = all('-netdev').map((text) => part(text, 'addr.path') ?? part(text, 'path'))[0];
const [drive] = [...all('-drive').map((text) => part(text, 'file')), ...all('-hda')];
const shares = all('-device')
  .filter((text) => text.startsWith('vhost-user-fs'))
  .map((text) => `${part(text, 'tag')} ${sourceOf(chardevs.get(part(text, 'chardev')))}`);
// virtiofsd ends when its client leaves, as with qemu.
for (const [id, path] of chardevs) if (id?.startsWith('virtiofs')) connect(path).on('error', () => undefined);
const servers = [];
let ready = () => undefined;
const isReady = new Promise((resolve) => (ready = resolve));

writeFileSync(all('-pidfile')[0], `${process.pid}\n`);
const vm = spawn(
  'sudo',
  ['-n', join(import.meta.dirname, 'vm.sh'), drive, ignition, network, shares.join('\n')],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
vm.stdin.on('error', () => undefined);
vm.stdout.setEncoding('utf8').on('data', (text) => {
  if (text.includes('Ready') && fault !== 'never-ready') ready();
});
vm.on('exit', (code) => end(code ?? 1));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => vm.stdin.end());

listen(readyPath, (connection) => void isReady.then(() => connection.write('Ready\n')));
listen(qmpPath, (connection) => {
  const say = (value) => connection.write(`${JSON.stringify(value)}\r\n`);
  say({ QMP: { version: { qemu: { micro: 0, minor: 0, major: 10 }, package: '' }, capabilities: [] } });
  let unread = '';
  connection.setEncoding('utf8').on('data', (text) => {
    unread += text;
    let command;
    try {
      command = JSON.parse(unread);
    } catch {
      return;
    }
    unread = '';
    say({ return: command.execute === 'query-status' ? { status: 'running', running: true } : {} });
    if (command.execute === 'system_powerdown' || command.execute === 'quit') vm.stdin.end();
  });
});

function listen(path, serve) {
  rmSync(path, { force: true });
  const server = createServer((connection) => {
    connection.on('error', () => undefined);
    serve(connection);
  });
  servers.push(path);
  server.listen(path);
}

function end(code) {
  for (const path of servers) rmSync(path, { force: true });
  process.exit(code);
}

/** The folder that the virtiofsd behind a socket was started in or for. */
function sourceOf(socket) {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let args;
    try {
      args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    } catch {
      continue;
    }
    if (!args[0]?.endsWith('virtiofsd') || !args.includes(socket)) continue;
    const folder = args[args.indexOf('--shared-dir') + 1];
    return folder === undefined || folder === '.' ? readlinkSync(`/proc/${pid}/cwd`) : folder;
  }
  throw new Error(`no virtiofsd listens on ${socket}`);
}
