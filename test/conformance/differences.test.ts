import { expect, test } from 'vitest';
import { differences } from '../../scripts/manual/differences.ts';
import { loadText } from '../support/compose.ts';
import { dockerComposeConfig } from './docker-compose.ts';

const binary = process.env['SELKIE_DOCKER_COMPOSE'] ?? '';
const others = { 'other.yaml': 'services: {}\n' };

test.each(differences)('$keys: Selkie $selkie', async ({ example, selkie }) => {
  const { errors } = await loadText(example, {}, others);
  expect(errors.length > 0).toBe(selkie.startsWith('refuses'));
});

test.each(binary === '' ? [] : differences)('$keys: docker compose $dockerCompose', async ({ example }) => {
  const { document } = await loadText(example, {}, others);
  expect(await dockerComposeConfig(binary, [example], others)).not.toEqual(document);
});
