import { defineConfig } from 'vitest/config';
import { isAnother } from './test/support/program.ts';

// What docker compose itself makes of the conformance cases is asked for by naming it.
const withoutDockerCompose =
  process.env['SELKIE_DOCKER_COMPOSE'] === undefined ? ['test/conformance/docker-compose.test.ts'] : [];

// Another program in Selkie's place gets the numbered scenarios; the other tests are about what only Selkie has.
const numberedAlone = isAnother ? { testNamePattern: /(^| )(dc|next|pc) [\d, ]+: / } : {};

export default defineConfig({
  test: {
    ...numberedAlone,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...withoutDockerCompose],
          setupFiles: ['test/support/property.ts'],
          // A slow or busy machine is no failure.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // One engine serves all files; more at once only slows each of them.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // A real engine on a busy machine can be late once; the report says which test was tried again.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
