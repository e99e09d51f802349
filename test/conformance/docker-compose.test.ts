import { describe, expect, test } from 'vitest';
import { memberAt } from '../support/compose.ts';
import { attributes } from './attributes.ts';
import { dockerComposeConfig } from './docker-compose.ts';
import { overrideText, projectText, shownPath } from './project-text.ts';

const binary = process.env['SELKIE_DOCKER_COMPOSE'] ?? '';

/** Every expected value is docker compose's own: run with its path in `SELKIE_DOCKER_COMPOSE`. */
describe.each(attributes)('docker compose reads $place $key so', (attribute) => {
  const shown = async (
    texts: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<unknown> => {
    const project = await dockerComposeConfig(binary, texts, attribute.files, env);
    return project === undefined ? 'refused' : memberAt(project, shownPath(attribute));
  };

  test('without it', async () => {
    expect(await shown([projectText(attribute)])).toEqual(
      attribute.required === undefined ? attribute.absent : 'refused',
    );
  });

  test.each(attribute.forms)('%s', async (written, canonical) => {
    expect(await shown([projectText(attribute, written)])).toEqual(canonical);
  });

  test.each(attribute.merged ?? [])('%s and then %s', async (base, over, canonical) => {
    expect(await shown([projectText(attribute, base), overrideText(attribute, over)])).toEqual(canonical);
  });

  test.each(attribute.templates ?? [])('%s with %j', async (written, env, canonical) => {
    expect(await shown([projectText(attribute, written)], env)).toEqual(canonical);
  });

  test.each(attribute.refused ?? [])('%s is refused', async (written) => {
    expect(await shown([projectText(attribute, written)])).toBe('refused');
  });
});
