import type { Host } from '../../host/host.ts';
import { checks } from '../../machine/doctor/checks.ts';
import type { Result } from '../../machine/doctor/examine.ts';
import { examine } from '../../machine/doctor/examine.ts';
import type { Facts } from '../../machine/doctor/facts.ts';
import { gatherFacts } from '../../machine/doctor/facts.ts';
import { findingsIn } from '../../machine/doctor/mendable.ts';
import type { Project } from '../../model/project.ts';
import type { DoctorOptions } from '../commands/doctor-command.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { loadRequest } from '../load-request.ts';
import { mend } from './mend.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';

/** What the checks came to, and from what. */
export interface Examination {
  readonly facts: Facts;
  readonly results: readonly Result[];
}

/** `selkie doctor`: the report on stdout, what is done about it on stderr. */
export async function run(context: CommandContext, options: DoctorOptions): Promise<number> {
  const { streams, outStyle } = context;
  const first = await examineHost(context);
  const { examination, mended } =
    options.fix === true
      ? await mend(context, first, { isAsking: options.yes !== true })
      : { examination: first, mended: [] };
  const report = { ...examination, mended, isRoot: context.host.uid === 0 };
  const manager = await examination.facts.packageManager();
  streams.stdout.write(
    options.format === 'json'
      ? reportJson(report, manager)
      : reportText(report, {
          title: await titleOf(examination),
          manager,
          style: outStyle,
          screen: streams.stdout.size(),
          isWhole: options.all === true,
        }),
  );
  return isInTheWay(examination.results) ? exitCode.inTheWay : exitCode.done;
}

/** True when something stands in the way of a working engine. */
export function isInTheWay(results: readonly Result[]): boolean {
  return findingsIn(results).some(({ verdict }) => verdict.state === 'error');
}

/** Looks at everything, with facts read anew. */
export async function examineHost(context: CommandContext): Promise<Examination> {
  const { host, globals, signal } = context;
  const project = await projectHere(context);
  const request = { project, url: globals.url, connection: globals.connection };
  const facts = gatherFacts(host, request, signal);
  return { facts, results: await examine(checks, facts) };
}

/** The project, where there is one without errors: what is wrong with a file is for other commands to say. */
async function projectHere(context: CommandContext): Promise<Project | undefined> {
  const { load } = await import('../../parser/load.ts');
  const request = { ...loadRequest(context, []), noEnvResolution: true };
  return (await load(request, context.host)).value;
}

async function titleOf({ facts }: Examination): Promise<string> {
  const { connection } = await facts.engine();
  const engine =
    connection === undefined
      ? 'No engine'
      : `Podman ${connection.version.join('.')}${(await facts.isRootless()) ? ', rootless' : ''}`;
  return `${engine}, on ${await systemName(facts.host, facts)}`;
}

async function systemName({ platform }: Host, facts: Facts): Promise<string> {
  const release = (await facts.text('/etc/os-release')) ?? '';
  return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(release)?.[1] ?? platform;
}
