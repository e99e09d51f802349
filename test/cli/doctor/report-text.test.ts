import { expect, test } from 'vitest';
import { reportText } from '../../../src/cli/doctor/report-text.ts';
import { makeStyle } from '../../../src/cli/style.ts';
import { checks } from '../../../src/machine/doctor/checks.ts';
import { examine } from '../../../src/machine/doctor/examine.ts';
import type { SeenHost } from '../../support/doctor-facts.ts';
import { factsOf } from '../../support/doctor-facts.ts';

/** The report about a host, on a screen of 80 columns. */
async function report(seen: SeenHost, { rows = 24, isWhole = false } = {}): Promise<string> {
  const facts = await factsOf(seen);
  const results = await examine(checks, facts);
  return reportText(
    { results, mended: [], isRoot: false },
    {
      title: 'Podman 5.4.2, rootless, on Debian GNU/Linux 13 (trixie)',
      manager: await facts.packageManager(),
      style: makeStyle(false),
      screen: { columns: 80, rows },
      isWhole,
    },
  );
}

const programs = ['apt-get', 'crun', 'conmon', 'pasta', 'newuidmap', 'newgidmap', 'podman'];
const files = Object.fromEntries(
  ['netavark', 'aardvark-dns', 'catatonit', 'rootlessport'].map((name) => [`/usr/lib/podman/${name}`, '']),
);

test('a screen has room for a host without nearly everything', async () => {
  const text = await report({ programs: ['apt-get'], files: {}, engine: 'rootless-socket' });
  const lines = text.split('\n');
  expect(lines.length).toBeGreaterThan(15);
  expect(text).toContain('In the way\n');
  expect(text).toMatch(/\d+ in the way of a working engine; selkie doctor --fix mends \d+ of\s\d+/);
  expect(lines.filter((line) => line.length > 80 && !line.includes('$ '))).toEqual([]);
});

test('why a finding matters is told where the screen has room for it', async () => {
  const seen = { programs, files: { ...files, '/etc/subuid': 'alice:100000:65536\n' } } as const;
  const reason = 'an image holds files of many users';
  expect(await report(seen, { rows: 60 })).toContain(reason);
  expect(await report(seen, { rows: 10 })).not.toContain(reason);
  expect(await report(seen, { rows: 10, isWhole: true })).toContain(reason);
});

test('what is fine is a number, and all of it where that is asked for', async () => {
  const seen: SeenHost = { programs, files, engine: 'rootless-socket' };
  expect(await report(seen)).toMatch(
    /\n\d+ checks are fine, \d+ do not apply here: selkie doctor --all tells each\n/,
  );
  expect(await report(seen, { isWhole: true })).toContain('\n  short-names: looked for on docker.io\n');
});
