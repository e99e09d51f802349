import type { UnitState } from '../../systemd/host/manager.ts';
import { environmentOf } from '../environment.ts';
import type { CommandContext } from '../context.ts';
import { chooseReporter } from '../report/choose.ts';
import type { ResourceUpdate } from '../report/reporter.ts';

/** Shows how units come up or go down, each change once. */
export interface UnitProgress {
  readonly show: (state: UnitState) => void;
  readonly end: () => void;
}

/** Opens the account of a command that works on units. */
export function unitProgress(context: CommandContext, title: string): UnitProgress {
  const { host, globals, streams } = context;
  const reporter = chooseReporter({ globals, env: environmentOf(context, undefined), streams }, host.clock);
  const shown = new Map<string, string>();
  reporter.begin(title);
  return {
    show: (state) => {
      const update = updateOf(state);
      if (shown.get(state.unit) === update.text) return;
      shown.set(state.unit, update.text);
      reporter.update(update);
    },
    end: reporter.end,
  };
}

function updateOf({ unit, active, sub, hasJob }: UnitState): ResourceUpdate {
  const of = (status: ResourceUpdate['status'], text: string): ResourceUpdate => ({
    kind: 'Unit',
    name: unit,
    status,
    text,
  });
  if (active === 'failed') return of('Error', 'Failed');
  if (sub === 'auto-restart') return of('Warning', 'Restarting');
  if (active === 'activating') return of('Working', 'Starting');
  if (active === 'deactivating') return of('Working', 'Stopping');
  if (hasJob) return of('Working', 'Waiting');
  if (active === 'active') return of('Done', sub === 'exited' ? 'Completed' : 'Started');
  return of('Done', 'Stopped');
}
