import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Abilities } from './abilities.ts';
import { limitOf, settingNames, settingWords } from './abilities.ts';
import type { RealSettings } from './machine.ts';

/** Rejects with a ToolError when settings are asked for that a kind of machine does not have. */
export function refuseUnable(name: string, settings: RealSettings, abilities: Abilities): void {
  const found = settingNames.flatMap((setting) => {
    const limit = limitOf(abilities[setting], settings[setting]);
    if (limit === undefined) return [];
    return [diagnose('machine/setting-unsupported', { name, setting: settingWords[setting], ...limit })];
  });
  if (found.length > 0) throw new ToolError(found);
}
