import type { JsonObject } from '../../lib/json.ts';
import type { ObservedMachine } from '../../machine/machine-spec.ts';

/** A machine as `ls` and `inspect` print it in JSON. */
export function describeMachine({ record, state, run, root }: ObservedMachine): JsonObject {
  return {
    name: record.name,
    provider: record.provider,
    state,
    suite: record.suite,
    packages: record.packages,
    network: record.network,
    shares: record.shares,
    mirror: record.mirror ?? null,
    created: record.created,
    root,
    pid: run?.pid ?? null,
    socket: run?.socket ?? null,
    url: run === undefined ? null : `unix://${run.socket}`,
  };
}
