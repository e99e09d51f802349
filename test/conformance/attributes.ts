import { readdir } from 'node:fs/promises';
import type { Attribute } from './attribute.ts';

const folder = new URL('.', import.meta.url);

/** Every attribute that has a file in a folder here, by the order of the files' names. */
export const attributes: readonly Attribute[] = await Promise.all(
  (await readdir(folder, { recursive: true }))
    .filter((path) => /^[a-z]+\/.+\.ts$/u.test(path))
    .sort()
    .map(async (path) => {
      const { attribute } = (await import(new URL(path, folder).href)) as { readonly attribute: Attribute };
      return attribute;
    }),
);
