import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Patience } from '../../executor/logs/patience.ts';
import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import type { Project } from '../../model/project.ts';
import type { CommandContext, Engine } from '../context.ts';
import type { Selection } from '../select-services.ts';
import type { Watching } from '../watch/begin-watching.ts';

/** What is watched beside an `up` that stays. */
export interface SwitchedWatch {
  readonly engine: Engine;
  readonly project: Project;
  readonly selection: Selection;
  readonly rules: readonly WatchRule[] | undefined;
  readonly say: (line: string) => void;
  /** Gets a reason to go on while files are watched: what has ended may be started again. */
  readonly patience: Patience;
}

/** Watching that is turned on and off. */
export class WatchSwitch {
  readonly #context: CommandContext;
  readonly #watch: SwitchedWatch;
  #watching: Watching | undefined;
  #release: () => void = () => undefined;
  #turning: Promise<void> = Promise.resolve();

  constructor(context: CommandContext, watch: SwitchedWatch) {
    this.#context = context;
    this.#watch = watch;
  }

  get isOn(): boolean {
    return this.#watching !== undefined;
  }

  /** Resolves when it is so. Where it cannot be turned on, it says why and stays off. */
  turn(isOn: boolean): Promise<void> {
    this.#turning = this.#turning.then(() => (isOn ? this.#begin() : this.#end()));
    return this.#turning;
  }

  async #begin(): Promise<void> {
    if (this.isOn) return;
    const { engine, project, selection, say, patience } = this.#watch;
    const { beginWatching, rulesOf } = await import('../watch/begin-watching.ts');
    this.#release = patience.hold();
    try {
      const rules = this.#watch.rules ?? (await rulesOf(this.#context, project, selection.selected));
      const watching = await beginWatching(this.#context, {
        engine,
        project,
        rules,
        command: 'up',
        say,
        prunes: true,
        isQuiet: false,
        isAmongOutput: true,
      });
      this.#watching = watching;
    } catch (error) {
      this.#release();
      if (this.#context.signal.aborted) return;
      if (!(error instanceof ToolError)) throw error;
      this.#context.report(error.diagnostics);
    }
  }

  async #end(): Promise<void> {
    if (this.#watching === undefined) return;
    await this.#watching.stop();
    this.#watching = undefined;
    this.#release();
    if (!this.#context.signal.aborted) this.#watch.say('Watch disabled');
  }
}
