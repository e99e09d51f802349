import { expect, test } from 'vitest';
import { differences } from '../../scripts/manual/differences.ts';
import { loadText } from '../support/compose.ts';
import { dockerComposeConfig } from './docker-compose.ts';

const binary = process.env['SELKIE_DOCKER_COMPOSE'] ?? '';
const others = {
  '.env': 'TAG=1\n',
  'other.yaml': 'services: {}\n',
  'open-end.env': 'KEY=value\nNAME',
  'settings.yaml': 'services: {}\nconfigs: { settings: { environment: TAG } }\n',
};

test.each(differences)('$keys: Selkie $selkie', async ({ example, selkie, warnings }) => {
  const found = await loadText(example, {}, others);
  expect(found.errors.length > 0).toBe(selkie.startsWith('refuses'));
  expect(found.warnings).toHaveLength(warnings ?? found.warnings.length);
});

const inOutput = differences.filter(({ warnings }) => warnings === undefined);

test.each(binary === '' ? [] : inOutput)('$keys: docker compose $dockerCompose', async ({ example }) => {
  const { document } = await loadText(example, {}, others);
  expect(await dockerComposeConfig(binary, [example], others)).not.toEqual(document);
});
