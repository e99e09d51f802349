import { onTestFailed, onTestFinished } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Placement, ProjectOptions, Scenario } from '../../support/scenario.ts';
import type { HostUser, RunResult } from '../../support/test-host.ts';

/** Long enough for a start, a stop that is waited for, and a slow machine. */
export const slow = { timeoutMs: 120_000 };

/** Whose systemd runs the project, and where its services live. */
export interface Combination {
  readonly asUser: HostUser;
  readonly placement: Placement;
}

const combinations: readonly Combination[] = [
  { asUser: 'root', placement: 'auto' },
  { asUser: 'root', placement: 'network' },
  { asUser: 'tester', placement: 'auto' },
  { asUser: 'tester', placement: 'network' },
];

/** Groups scenarios that hold for every user and placement. */
export function inEachCombination(behaviour: string, define: (combination: Combination) => void): void {
  for (const combination of combinations) {
    scenarios(`${behaviour} (${combination.asUser}, placement ${combination.placement})`, () => {
      define(combination);
    });
  }
}

/** Prints how long something took since a time of `performance.now()`. */
export function took(what: string, { asUser, placement }: Combination, sinceMs: number): void {
  const seconds = ((performance.now() - sinceMs) / 1000).toFixed(1);
  console.info(`${what} (${asUser}, placement ${placement}): ${seconds} s`);
}

/** Sets the project up; what a test leaves installed is taken away when it ends. */
export async function prepared(folder: string, options: ProjectOptions): Promise<Scenario> {
  const app = await project(folder, options);
  onTestFailed(async () => {
    console.error(await journal(app));
  }, 60_000);
  onTestFinished(async () => {
    await app.selkie(['systemd', 'uninstall', '-v'], slow);
  }, 120_000);
  return app;
}

/** The newest lines of the host's journal, which users may not read there: why a unit did not start. */
async function journal({ host }: Scenario): Promise<string> {
  return (await host.run('journalctl', ['--no-pager', '--lines=300'], slow)).stdout;
}

/** Sets the project up and installs it, started. */
export async function installed(folder: string, options: ProjectOptions): Promise<Scenario> {
  const app = await prepared(folder, options);
  await app.ok(['systemd', 'install', '--start'], slow);
  return app;
}

/** Runs systemctl, for the systemd of that user. */
export function systemctl(app: Scenario, asUser: HostUser, ...args: readonly string[]): Promise<RunResult> {
  const scope = asUser === 'root' ? [] : ['--user'];
  return app.host.run('systemctl', [...scope, ...args], { asUser });
}

/** What that systemd knows of units with a name of the pattern, a line each. */
export async function knownUnits(app: Scenario, asUser: HostUser, pattern: string): Promise<string> {
  return (await systemctl(app, asUser, 'list-units', '--all', '--plain', '--no-legend', pattern)).stdout;
}

/** `SERVICE-N` → the process of each container that runs, on the host. */
export async function processes(
  app: Scenario,
  asUser: HostUser = 'root',
): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await app.host.run(
    'podman',
    [
      'ps',
      `--filter=label=com.docker.compose.project=${app.project}`,
      '--filter=label=com.docker.compose.service',
      '--format={{.Names}} {{.Pid}}',
    ],
    { asUser },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines
      .map((line): [string, string] => {
        const [name = '', pid = ''] = line.split(' ');
        return [name.slice(app.project.length + 1), pid];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The names in `after` that are not what they were in `before`. */
export function changed(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .sort();
}
