import type { Api } from '../api.ts';
import { segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import type { Fields } from '../decode/fields.ts';
import { badReply, fieldsOf } from '../decode/fields.ts';
import { readJsonLines } from '../ndjson.ts';
import type { ContainerStats } from '../replies.ts';

type InspectionCalls = Pick<PodmanClient, 'topContainer' | 'containerStats'>;

/** The calls that look at what runs. */
export function inspectionCalls({ transport, at }: Api): InspectionCalls {
  return {
    topContainer: async (container, columns, signal) => {
      const reply = await transport.json({
        method: 'GET',
        path: at(`/containers/${segment(container)}/top`),
        query: { stream: false, ps_args: columns?.join(',') },
        action: `list the processes of container \`${container}\``,
        signal,
      });
      const all = fieldsOf(reply, 'top');
      if (!isTable(reply)) throw badReply('top', 'rows of texts were expected');
      return { titles: all.texts('Titles'), processes: reply.Processes };
    },
    async *containerStats(containers, { isStream }, signal) {
      const { body } = await transport.open({
        method: 'GET',
        path: at('/containers/stats'),
        query: { stream: isStream, interval: isStream ? 1 : undefined, containers },
        action: 'read the use of resources',
        isUnhurried: true,
        signal,
      });
      const lines = readJsonLines(body, (line) => {
        throw badReply('stats', `a line is no JSON (\`${line.slice(0, 60)}\`)`);
      });
      for await (const value of lines) yield fieldsOf(value, 'stats').children('Stats').map(decodeStats);
    },
  };
}

function isTable(value: unknown): value is { readonly Processes: readonly (readonly string[])[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'Processes' in value &&
    Array.isArray(value.Processes) &&
    value.Processes.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'))
  );
}

function decodeStats(row: Fields): ContainerStats {
  const interfaces = row.keys('Network').map((name) => row.child('Network').child(name));
  const sum = (key: string): number => interfaces.reduce((total, one) => total + one.number(key), 0);
  return {
    id: row.text('ContainerID'),
    name: row.text('Name'),
    cpuPercent: row.number('CPU'),
    memoryBytes: row.number('MemUsage'),
    memoryLimitBytes: row.number('MemLimit'),
    memoryPercent: row.number('MemPerc'),
    receivedBytes: sum('RxBytes'),
    sentBytes: sum('TxBytes'),
    readBytes: row.number('BlockInput'),
    writtenBytes: row.number('BlockOutput'),
    processes: row.number('PIDs'),
  };
}
