import type { composeEntries } from '../../src/diagnostics/catalog/compose.ts';
import { loadingSections } from './compose-loading.ts';
import { projectSections } from './compose-project.ts';
import { schemaSections } from './compose-schema.ts';
import { valueSections } from './compose-values.ts';
import type { Manual } from './section.ts';

export const composeManual: Manual<typeof composeEntries> = {
  ...loadingSections,
  ...schemaSections,
  ...valueSections,
  ...projectSections,
};
