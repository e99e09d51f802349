import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { podmanVersion, readBySystemd } from '../../support/read-by-systemd.ts';
import { scenarios } from '../../support/scenario.ts';
import { scratchFolder, testHost } from '../../support/test-host.ts';
import { units } from '../../systemd/generate.ts';
import { goldenCases } from '../../systemd/golden-case.ts';
import { podletRows } from '../../systemd/podlet-rows.ts';

/** Every compose file of which units are kept, and each of those that podlet refuses. */
const cases = [
  ...goldenCases
    .filter(({ yaml }) => !/^# (?:options|podman): /mu.test(yaml))
    .map(({ name, yaml, files }) => ({ name, yaml, files })),
  ...podletRows.map(({ row, yaml, files }) => ({ name: row, yaml, files: files ?? {} })),
];

scenarios('units of each key', () => {
  test.each(['auto', 'network'])(
    'are read by the generator and by systemd without a word, in placement %s',
    async (placement) => {
      const host = testHost();
      if (host === undefined) throw new Error('there is no test host');
      const scratch = await scratchFolder();
      onTestFinished(scratch.remove);
      const version = await podmanVersion(host);
      const folder = join(scratch.path, 'quadlets');
      await mkdir(folder);
      for (const [index, { yaml, files }] of cases.entries()) {
        const made = await units(yaml, { version, placement, files, project: `c${index}` });
        for (const [name, text] of made) await writeFile(join(folder, name), text);
      }
      console.warn(`${cases.length} compose files in placement ${placement}, Podman ${version}`);
      expect(await readBySystemd(host, folder)).toBeGreaterThan(cases.length);
    },
    600_000,
  );
});
