import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { refuseUnreadable } from './dry-run.ts';
import type { FileTexts } from './installed.ts';
import {
  allUnits,
  isNetwork,
  isPlain,
  pathOf,
  readInstalled,
  removeFolder,
  runningUnits,
  unitOfFile,
} from './installed.ts';
import type { Manager, UnitState } from './manager.ts';
import { managerOf } from './manager.ts';
import type { Places } from './places.ts';
import type { Progress } from './settle.ts';
import { settle } from './settle.ts';
import type { Site } from './site.ts';

/** What a deployment works with. */
export interface Edge {
  readonly site: Site;
  readonly places: Places;
  readonly manager: Manager;
  readonly signal: AbortSignal;
  readonly onState: Progress;
}

/** A set of files that is to be what is installed of a project. */
export interface Deployment {
  readonly project: string;
  readonly texts: FileTexts;
  /** Start what does not run. What runs already and has changed is restarted either way. */
  readonly start: boolean;
  /** Units to restart although their files are the same: their images changed. */
  readonly stale: ReadonlySet<string>;
  /** Takes a network away whose definition changed: Podman never changes one that is there. */
  readonly removeNetwork: (file: string) => Promise<void>;
  /** Looks at what runs then; rejects with a ToolError when it is not well. */
  readonly check: () => Promise<void>;
  /** After a failure, before what ran is started again: puts back what of the engine was changed for this. */
  readonly restore: () => Promise<void>;
}

/**
 * Puts a set of files in the place of what is installed, and restarts only what changed. It comes about whole or not at all:
 * after a failure the files are as before, and what ran before runs again. Rejects with a ToolError that says what failed.
 */
export async function deploy(deployment: Deployment, edge: Edge): Promise<void> {
  const { site, places, manager, signal } = edge;
  const { project, texts } = deployment;
  const old = await readInstalled(site, places, project);
  await refuseUnreadable(site, places, quadletsOf(texts), signal);
  const states = await manager.show(allUnits(old.keys()));
  const active = states
    .filter((state) => ['active', 'activating'].includes(state.active))
    .map(({ unit }) => unit);
  const running = new Set(runningUnits(old.keys()));
  const ran = active.filter((unit) => running.has(unit));
  try {
    await change(deployment, edge, { old, active, ran });
    await deployment.check();
  } catch (error) {
    // An interrupt ends the work, not its undoing.
    const unhurried = new AbortController().signal;
    const undoing = { ...edge, signal: unhurried, manager: managerOf(site, places, unhurried) };
    await putBack(deployment, undoing, old, ran);
    if (!(error instanceof ToolError)) throw error;
    const note = old.size === 0 ? 'systemd/nothing-installed' : 'systemd/put-back';
    throw new ToolError([...error.diagnostics, diagnose(note, { project })], { cause: error });
  }
}

interface Before {
  readonly old: FileTexts;
  /** Units that were active, those that only make something among them. */
  readonly active: readonly string[];
  /** Units that ran something. */
  readonly ran: readonly string[];
}

async function change(
  { project, texts, start, stale, removeNetwork }: Deployment,
  edge: Edge,
  { old, active, ran }: Before,
): Promise<void> {
  const { manager } = edge;
  const changed = [...texts.keys()].filter((name) => old.has(name) && old.get(name) !== texts.get(name));
  const networks = changed.filter(isNetwork);
  const gone = [...old.keys()].filter((name) => !texts.has(name));
  // While their files are there: systemd forgets how to stop a unit whose file is gone.
  await manager.stop(
    networks.length > 0
      ? [...ran, ...allUnits(networks)]
      : allUnits(gone).filter((unit) => active.includes(unit)),
  );
  for (const file of networks) await removeNetwork(file);
  await write(edge, project, texts, gone);
  await refuseMissing(manager, allUnits(texts.keys()));
  await manager.forgetFailures(runningUnits(texts.keys()));
  const units = runningUnits(texts.keys());
  const wanted = start || ran.length > 0 ? units : [];
  const altered = new Set([...changed.flatMap((name) => unitOfFile(name) ?? []), ...stale]);
  const restarted =
    networks.length > 0 ? [] : wanted.filter((unit) => altered.has(unit) && ran.includes(unit));
  await manager.begin(
    'restart',
    restarted.filter((unit) => !unit.endsWith('.target')),
  );
  await manager.begin('start', wanted);
  await refuseFailed(await settle(manager, wanted, edge.site, edge.signal, edge.onState), manager);
}

async function putBack(
  { project, texts, restore }: Deployment,
  edge: Edge,
  old: FileTexts,
  ran: readonly string[],
): Promise<void> {
  const { manager } = edge;
  const added = [...texts.keys()].filter((name) => !old.has(name));
  const differing = [...texts.keys()].filter((name) => old.get(name) !== texts.get(name));
  const loaded = (await manager.show(allUnits(differing))).filter(({ load }) => load === 'loaded');
  await manager.stop(loaded.map(({ unit }) => unit));
  await manager.forgetFailures(loaded.map(({ unit }) => unit));
  await write(edge, project, old, added);
  await restore();
  await manager.begin('start', ran);
  await settle(manager, ran, edge.site, edge.signal, edge.onState);
}

/** Writes the files, removes those that are gone, and has systemd read them. */
async function write(
  { site, places, manager }: Edge,
  project: string,
  texts: FileTexts,
  gone: readonly string[],
): Promise<void> {
  for (const name of gone.filter(isPlain)) await manager.disable(name);
  await site.removeAll(gone.map((name) => pathOf(places, project, name)));
  // Values of the environment are in them, which are not everybody's.
  const files = [...texts].map(([name, text]) => [pathOf(places, project, name), text] as const);
  await site.writeTexts(new Map(files), 0o600);
  await removeFolder(site, places, project);
  await manager.reload();
  for (const [name, text] of texts) {
    // The generator sees to its own.
    if (isPlain(name) && text.includes('\n[Install]\n')) await manager.enable(name);
  }
}

/** The generator leaves out what it cannot read, and systemd says nothing: that a unit is there is the proof. */
async function refuseMissing(manager: Manager, units: readonly string[]): Promise<void> {
  const missing = (await manager.show(units)).filter(({ load }) => load !== 'loaded');
  if (missing.length === 0) return;
  throw new ToolError(missing.map(({ unit, load }) => diagnose('systemd/missing-unit', { unit, load })));
}

/** Rejects with what each failed unit said last. */
export async function refuseFailed(failed: readonly UnitState[], manager: Manager): Promise<void> {
  if (failed.length === 0) return;
  const found = await Promise.all(
    failed.map(async ({ unit, result, active }) => {
      const reason = active === 'failed' ? result : 'it starts again and again';
      return diagnose('systemd/start-failed', { unit, reason, lines: await manager.lastLines(unit, 12) });
    }),
  );
  const closed = await manager.closedJournal();
  throw new ToolError(closed === undefined ? found : [...found, closed]);
}

function quadletsOf(texts: FileTexts): FileTexts {
  return new Map([...texts].filter(([name]) => !isPlain(name)));
}
