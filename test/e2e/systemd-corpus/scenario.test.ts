import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { acceptedCases, runOnCase } from '../../support/corpus.ts';
import { podmanVersion, readBySystemd } from '../../support/read-by-systemd.ts';
import { scenarios } from '../../support/scenario.ts';
import { scratchFolder, testHost } from '../../support/test-host.ts';

/** `SELKIE_CORPUS_EVERY=1` takes every case, which takes minutes; otherwise every 40th is taken. */
const every = Number(process.env['SELKIE_CORPUS_EVERY'] ?? 40);
const all = acceptedCases();
const cases = all.filter((_, index) => index % every === 0);
if (cases.length === 0) console.warn('units of real projects: no cases, as SELKIE_CORPUS names no folder');

/** Cases that docker compose prints without looking whether they could run. */
const refusals =
  /\((?:compose\/(?:no-image|undefined-reference|dependency-cycle|variable-required)|plan\/(?:port-taken|bad-restart)|systemd\/bad-image)\)/u;

scenarios('units of real projects', () => {
  test.skipIf(cases.length === 0).each(['auto', 'network'])(
    'are read by the generator and by systemd without a word, in placement %s',
    async (placement) => {
      const host = testHost();
      if (host === undefined) throw new Error('there is no test host');
      const scratch = await scratchFolder();
      onTestFinished(scratch.remove);
      const version = await podmanVersion(host);
      const refused: string[] = [];
      const folder = join(scratch.path, 'quadlets');
      for (const [index, one] of cases.entries()) {
        const { exitCode, stderr } = await runOnCase(one, `c${index}`, [
          ...['--placement', placement, 'systemd', 'generate', '--system'],
          ...['--podman-version', version, '--output', folder],
        ]);
        if (exitCode === 0) continue;
        expect([one.id, stderr]).toEqual([one.id, expect.stringMatching(refusals)]);
        refused.push(one.id);
      }
      console.warn(
        `${cases.length} of ${all.length} cases in placement ${placement}, Podman ${version}; ${refused.length} could not run with docker compose either`,
      );
      const units = await readBySystemd(host, folder);
      console.warn(`${units} units in placement ${placement}`);
      expect(units).toBeGreaterThan(cases.length);
    },
  );
});
