import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { Abilities, SettingName } from './abilities.ts';
import { limitOf, settingNames, settingWords } from './abilities.ts';
import { isAsWanted, onWholeUnits, printSetting } from './compare-settings.ts';
import type { Machine, RealSettings } from './machine.ts';
import { noSettings } from './machine.ts';

/** One thing to do with a machine, and why. */
export type ApplyStep = { readonly because: string } & (
  | { readonly kind: 'remove' | 'stop' | 'start' }
  | { readonly kind: 'create'; readonly settings: RealSettings }
  /** What is undefined stays. */
  | { readonly kind: 'change'; readonly changes: RealSettings }
);

/** What is wanted of a machine, and how far one may go. */
export interface ApplyRequest {
  readonly name: string;
  /** What is undefined stays as it is. */
  readonly wanted: RealSettings;
  /** Whether it is to run in the end; otherwise it is as it was. */
  readonly isStarting: boolean;
  /** Whether a machine may be taken away, with all that is in it, where nothing else helps. */
  readonly mayRecreate: boolean;
  /** What the provider does not have: `refuse` it, or `skip` it with a warning. */
  readonly unsupported: 'refuse' | 'skip';
}

/** The least to do so that the machine is as wanted; nothing where it is. `real` is undefined where there is none. */
export function planApply(
  request: ApplyRequest,
  real: Machine | undefined,
  abilities: Abilities,
): Outcome<readonly ApplyStep[]> {
  const diagnostics: Diagnostic[] = [];
  const wanted = supported(request, abilities, diagnostics);
  const steps =
    real === undefined || real.state === 'damaged'
      ? stepsForNew(request, wanted, real)
      : stepsForOld(request, wanted, real, abilities, diagnostics);
  return { value: hasErrors(diagnostics) ? undefined : steps, diagnostics };
}

function stepsForNew(
  { name, isStarting }: ApplyRequest,
  settings: RealSettings,
  real: Machine | undefined,
): readonly ApplyStep[] {
  const because = real === undefined ? `there is no machine ${name}` : 'it is damaged';
  return [
    { kind: 'create', settings, because },
    ...(isStarting ? [{ kind: 'start', because: 'it is to run' } as const] : []),
  ];
}

function stepsForOld(
  request: ApplyRequest,
  wanted: RealSettings,
  real: Machine,
  abilities: Abilities,
  found: Diagnostic[],
): readonly ApplyStep[] {
  const { name, isStarting, mayRecreate } = request;
  const isUp = real.state !== 'stopped';
  const differing = settingNames.filter((setting) => differs(setting, wanted, real, found));
  const shrinks = differing.includes('diskBytes') && (wanted.diskBytes ?? 0) < (real.settings.diskBytes ?? 0);
  const ofNew = differing.filter(
    (setting) => abilities[setting].kind === 'made' || (setting === 'diskBytes' && shrinks),
  );
  if (ofNew.length > 0 && !mayRecreate) {
    found.push(
      diagnose('machine/needs-new', {
        name,
        differences: ofNew.map((setting) => difference(setting, wanted, real.settings)),
        shrinks,
      }),
    );
    return [];
  }
  const because = differing.map((setting) => difference(setting, wanted, real.settings)).join(', ');
  const starts = (isUp || isStarting) && { kind: 'start', because: isUp ? 'it was running' : 'it is to run' };
  const start = starts === false ? [] : [starts as ApplyStep];
  const stop: ApplyStep = { kind: 'stop', because };
  if (ofNew.length > 0) {
    const settings = kept(wanted, real.settings, abilities);
    return [
      ...(isUp ? [stop] : []),
      { kind: 'remove', because: `${because}: only a new machine can have that` },
      { kind: 'create', settings, because },
      ...start,
    ];
  }
  if (differing.length === 0) return isUp ? [] : start;
  const change: ApplyStep = { kind: 'change', changes: only(wanted, differing), because };
  const needsStop = differing.some((setting) => abilities[setting].kind === 'stopped');
  if (needsStop && isUp) return [stop, change, ...start];
  return [change, ...(isUp ? [] : start)];
}

/** What is wanted and can be had. */
function supported(
  { name, wanted, unsupported }: ApplyRequest,
  abilities: Abilities,
  found: Diagnostic[],
): RealSettings {
  const whole = onWholeUnits(wanted);
  const able = settingNames.filter((setting) => {
    const limit = limitOf(abilities[setting], whole[setting]);
    if (limit === undefined) return abilities[setting].kind !== 'none';
    const code = unsupported === 'refuse' ? 'machine/setting-unsupported' : 'machine/setting-skipped';
    found.push(diagnose(code, { name, setting: settingWords[setting], ...limit }));
    return false;
  });
  return only(whole, able);
}

function differs(setting: SettingName, wanted: RealSettings, real: Machine, found: Diagnostic[]): boolean {
  if (wanted[setting] === undefined) return false;
  if (real.settings[setting] === undefined) {
    found.push(diagnose('machine/setting-unknown', { name: real.name, setting: settingWords[setting] }));
    return false;
  }
  return !isAsWanted(setting, wanted, real.settings);
}

/** The settings of a machine that takes the place of another: as that one's, where nothing else is wanted. */
function kept(wanted: RealSettings, real: RealSettings, abilities: Abilities): RealSettings {
  const able = settingNames.filter((setting) => abilities[setting].kind !== 'none');
  const filled = Object.fromEntries(able.map((setting) => [setting, wanted[setting] ?? real[setting]]));
  return { ...noSettings, ...filled };
}

function only(settings: RealSettings, names: readonly SettingName[]): RealSettings {
  return { ...noSettings, ...Object.fromEntries(names.map((name) => [name, settings[name]])) };
}

function difference(setting: SettingName, wanted: RealSettings, real: RealSettings): string {
  return `${settingWords[setting]} ${printSetting(setting, real)} → ${printSetting(setting, wanted)}`;
}
