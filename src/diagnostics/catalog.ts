import { cliEntries } from './catalog/cli.ts';
import { composeEntries } from './catalog/compose.ts';
import { engineEntries } from './catalog/engine.ts';
import { executeEntries } from './catalog/execute.ts';
import { machineEntries } from './catalog/machine.ts';
import { planEntries } from './catalog/plan.ts';
import { registryEntries } from './catalog/registry.ts';
import { systemdEntries } from './catalog/systemd.ts';
import { watchEntries } from './catalog/watch.ts';
import type { Entry } from './entry.ts';

export type { Severity } from './entry.ts';

/** Every code that Selkie can print, with its words. Codes are public names: docs/diagnostics.md has a section on each. */
export const catalog = {
  ...composeEntries,
  ...planEntries,
  ...engineEntries,
  ...executeEntries,
  ...machineEntries,
  ...registryEntries,
  ...systemdEntries,
  ...watchEntries,
  ...cliEntries,
} as const;

/** A code of the catalogue. */
export type Code = keyof typeof catalog;

/** The arguments that the message of a code needs. */
export type ArgsOf<C extends Code> = (typeof catalog)[C] extends Entry<infer Args> ? Args : never;
