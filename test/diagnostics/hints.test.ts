import { expect, test } from 'vitest';
import { diagnose } from '../../src/diagnostics/diagnostic.ts';
import { helpOf } from '../../src/diagnostics/words.ts';

const inUse = (port: string) =>
  helpOf(diagnose('engine/port-in-use', { action: 'start', cause: 'in use', port, protocol: 'udp' }));

test('port 53 may be the one of the engine’s own DNS server, another is not', () => {
  expect(inUse('53')).toContain('`dns_bind_port = 5053` under `[network]`');
  expect(inUse('5300')).not.toContain('dns_bind_port');
});

const exited = (line: string) =>
  helpOf(
    diagnose('execute/dependency-exited', {
      container: 'shop-web-1',
      service: 'web',
      exitCode: 1,
      problem: '',
      lines: ['starting', line],
    }),
  );
const way = 'may not listen on ports below 1024';

test.each([
  ['nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)'],
  ['(13)Permission denied: AH00072: make_sock: could not bind to address [::]:80'],
  ['Error: listen EACCES: permission denied 0.0.0.0:80'],
  ['listen tcp :80: bind: permission denied'],
])('who is told how to listen below 1024: %s', (line) => {
  expect(exited(line)).toContain(way);
});

test.each([
  ['listen tcp :80: bind: address already in use'],
  ['open /etc/shadow: permission denied'],
  ['listening on 80'],
])('and who is not: %s', (line) => {
  expect(exited(line)).not.toContain(way);
});
