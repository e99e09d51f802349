import { findEngine } from '../../podman/connection.ts';
import type { Connection, PassedOver, StrategyName } from '../../podman/connection.ts';
import { lackingFeatures } from '../../podman/features.ts';
import type { EngineInfo } from '../../podman/replies.ts';
import { formatVersion } from '../../podman/version.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatTable } from '../table.ts';
import type { InfoOptions } from './info-command.ts';

/** `selkie info`: the engine that is used, or where one was looked for. Without an engine it ends as any command would. */
export async function run(context: CommandContext, { format }: InfoOptions): Promise<number> {
  const { host, signal, streams, globals } = context;
  const result = await findEngine({ url: globals.url, connection: globals.connection }, host, signal);
  const { connection } = result;
  if (connection === undefined) {
    const { passedOver, error } = result;
    streams.stdout.write(format === 'json' ? json({ engine: null, passedOver }) : passedOverText(passedOver));
    throw error;
  }
  try {
    const info = await connection.client.info(signal);
    streams.stdout.write(format === 'json' ? json(report(connection, info)) : text(connection, info));
  } finally {
    await connection.client.close();
  }
  return exitCode.done;
}

/** What is printed as JSON: names stay as they are once they are out. */
function report(connection: Connection, info: EngineInfo) {
  return {
    engine: {
      name: 'podman',
      version: formatVersion(connection.version),
      uri: connection.uri,
      foundBy: connection.strategy,
      how: connection.how,
      isRemote: connection.isRemote,
      isRootless: info.isRootless,
      os: info.os,
      arch: info.arch,
      cpus: info.cpus,
      storage: { driver: info.storageDriver, root: info.graphRoot },
      cgroups: {
        version: info.cgroupVersion,
        manager: info.cgroupManager,
        controllers: info.cgroupControllers,
      },
      network: info.networkBackend,
      logDriver: info.logDriver,
      eventLogger: info.eventLogger,
    },
    lacking: lackingFeatures(connection.version),
    passedOver: connection.passedOver,
  };
}

function text(connection: Connection, info: EngineInfo): string {
  const controllers = info.cgroupControllers.join(' ');
  const rows = [
    ['Engine', `Podman ${formatVersion(connection.version)}, ${info.isRootless ? 'rootless' : 'rootful'}`],
    ['Address', connection.isRemote ? `${connection.uri} (another machine)` : connection.uri],
    ['Found by', plain(connection.how)],
    ['Platform', `${info.os}/${info.arch}, ${info.cpus} processors`],
    ['Storage', `${info.storageDriver} in ${info.graphRoot}`],
    ['Cgroups', `${info.cgroupVersion}, by ${info.cgroupManager}`],
    ['Controllers', controllers === '' ? 'none: limits cannot be applied' : controllers],
    ['Network', info.networkBackend],
    ['Logs', `${info.logDriver}; events in ${info.eventLogger}`],
  ];
  const lacking = lackingFeatures(connection.version);
  return [
    formatTable(rows),
    lacking.length === 0 ? '' : `\nThis engine lacks\n${indented(lacking.map(lackRow))}`,
    `\n${passedOverText(connection.passedOver)}`,
  ].join('');
}

function passedOverText(passedOver: readonly PassedOver[]): string {
  if (passedOver.length === 0) return 'Nothing was tried before\n';
  return `Tried without success\n${indented(passedOver.map(({ strategy, reason }) => [strategyWords[strategy], plain(reason)]))}`;
}

function lackRow({ words, since }: { readonly words: string; readonly since: string }): readonly string[] {
  return [plain(words), `since ${since}`];
}

const strategyWords: Readonly<Record<StrategyName, string>> = {
  'command-line': 'command line',
  environment: 'environment',
  'docker-host': 'DOCKER_HOST',
  'default-connection': 'default connection',
  'rootless-socket': 'rootless socket',
  'rootful-socket': 'rootful socket',
  'podman-service': 'podman service',
  machine: 'Selkie machine',
};

function indented(rows: readonly (readonly string[])[]): string {
  return formatTable(rows).replace(/^/gm, '  ').trimEnd() + '\n';
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Backticks mark literals in findings; a table does without. */
function plain(words: string): string {
  return words.replaceAll('`', '');
}
