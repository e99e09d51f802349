import { describe, expect, test } from 'vitest';
import { composeVersion, version } from '../../src/lib/version.ts';
import { memoryHost } from '../support/memory-host.ts';
import { runCli } from '../support/run-cli.ts';

describe('help and version', () => {
  test('no command prints the help', async () => {
    const bare = await runCli([]);
    const asked = await runCli(['--help']);
    expect(bare).toEqual(asked);
    expect(bare.exitCode).toBe(0);
    expect(bare.stdout).toContain('Usage: selkie [options] [command]');
    expect(bare.stderr).toBe('');
  });

  test.each([['--version'], ['-v']])('%s', async (option) => {
    expect(await runCli([option])).toEqual({ exitCode: 0, stdout: `selkie ${version}\n`, stderr: '' });
  });

  test.each<[readonly string[], string]>([
    [['version'], `Selkie version ${version}, does as Docker Compose version v${composeVersion}\n`],
    [['version', '--short'], `${composeVersion}+selkie.${version}\n`],
    [['version', '--format', 'json'], `{"version":"v${composeVersion}+selkie.${version}"}\n`],
  ])('%j', async (argv, stdout) => {
    expect(await runCli(argv)).toEqual({ exitCode: 0, stdout, stderr: '' });
  });

  test.each(['up', 'down', 'plan', 'graph', 'ps', 'logs', 'config', 'convert', 'info', 'machine', 'version'])(
    '%s has help, no line wider than a terminal',
    async (command) => {
      const { exitCode, stdout } = await runCli([command, '--help']);
      expect(exitCode).toBe(0);
      expect(stdout).toContain('Usage: selkie ');
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    },
  );
});

describe('a command line that is wrong ends with 2 and says how it is right', () => {
  test.each<[string, string]>([
    ['uup', 'error: `selkie` has no command `uup` (cli/unknown-command)\nhint: did you mean `selkie up`?\n'],
    [
      'xyzzy',
      'error: `selkie` has no command `xyzzy` (cli/unknown-command)\nhint: `selkie --help` lists the commands\n',
    ],
    [
      'machine strt',
      'error: `selkie machine` has no command `strt` (cli/unknown-command)\nhint: did you mean `selkie machine start`?\n',
    ],
    [
      'up --buld',
      'error: `selkie up` has no option `--buld` (cli/unknown-option)\nhint: did you mean `--build`?\n',
    ],
    [
      '--bogus up',
      'error: `selkie` has no option `--bogus` (cli/unknown-option)\nhint: see `selkie --help`\n',
    ],
    [
      'up -f compose.yaml',
      'error: `-f` is a global option and stands before the command (cli/misplaced-global-option)\nhint: write `selkie -f … up`\n',
    ],
    [
      '--podman-run-args=--tmpfs=/x up',
      'error: `selkie` has no `--podman-run-args`: Selkie does it another way (cli/another-way)\nhint: write it into the compose file, which has a key for it (docs/compose-support.md); for the pod there is `--pod-args`\n',
    ],
    [
      'systemd -a register',
      'error: `selkie systemd` has no `-a`: Selkie does it another way (cli/another-way)\nhint: `selkie systemd install` makes units that systemd starts by itself; `list` shows and `uninstall` removes them\n',
    ],
    [
      'alpha viz',
      'error: `selkie` has no `alpha`: Selkie does it another way (cli/another-way)\nhint: `selkie graph` draws a project, `selkie plan` what would be done\n',
    ],
    ['-f', 'error: option `-f, --file <path>` argument missing (cli/usage)\nhint: see `selkie --help`\n'],
    [
      'up --scale web',
      'error: option `--scale <service=n>` argument `web` is not valid: write it as SERVICE=NUMBER (cli/usage)\nhint: see `selkie up --help`\n',
    ],
    [
      'up --build --no-build',
      'error: --build and --no-build are incompatible (cli/option-conflict)\nhint: leave out `--build` or `--no-build`\n',
    ],
    [
      '--parallel 0 up',
      'error: option `--parallel <n>` argument `0` is not valid: give a whole number from 1, or -1 for no limit (cli/usage)\nhint: see `selkie --help`\n',
    ],
    [
      'ps --status gone',
      'error: option `--status <state>` argument `gone` is not valid: it is one of paused, restarting, removing, running, dead, created, exited (cli/usage)\nhint: see `selkie ps --help`\n',
    ],
  ])('selkie %s', async (line, stderr) => {
    expect(await runCli(line.split(' '))).toEqual({ exitCode: 2, stdout: '', stderr });
  });

  test('--format json makes the error an object', async () => {
    const { stderr } = await runCli(['--format', 'json', 'up', '--buld']);
    expect(JSON.parse(stderr)).toMatchObject([
      { code: 'cli/unknown-option', severity: 'error', help: 'did you mean `--build`?' },
    ]);
  });

  test('--progress json makes the error a line', async () => {
    const { stderr } = await runCli(['--progress', 'json', '-p', 'x', '--url', 'nonsense', 'ps']);
    expect(stderr.endsWith('\n')).toBe(true);
    expect(JSON.parse(stderr)).toMatchObject({ error: true });
  });
});

describe('the project', () => {
  test('none there is said with what was looked for', async () => {
    const { exitCode, stderr } = await runCli(['--url', 'unix:///none', 'ps']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no configuration file provided: not found');
  });

  test('mistakes of the file come before an engine that is missing', async () => {
    const host = memoryHost({ files: { '/project/compose.yaml': 'services:\n  web:\n    imag: x\n' } });
    const { exitCode, stderr } = await runCli(['--url', 'unix:///none', 'up', '-d'], { host });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('compose.yaml:3:5');
    expect(stderr).not.toContain('unix:///none');
  });

  test('-f - reads standard input', async () => {
    const stdin = 'name: fromstdin\nservices: { web: { image: x } }\n';
    const { stdout } = await runCli(['-f', '-', 'config', '--services'], { stdin });
    expect(stdout).toBe('web\n');
  });

  test('a service that is not there is named, with the nearest', async () => {
    const host = memoryHost({ files: { '/project/compose.yaml': 'services: { web: { image: x } }\n' } });
    const { exitCode, stderr } = await runCli(['--url', 'unix:///none', 'up', 'wbe'], { host });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no such service: wbe');
    expect(stderr).toContain('did you mean `web`?');
  });
});

describe('colours', () => {
  const terminal = { columns: 80, rows: 24 };

  test.each<[string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ['a terminal', [], {}, true],
    ['NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', [], { NO_COLOR: '' }, true],
    ['--ansi never', ['--ansi', 'never'], {}, false],
    ['--no-ansi', ['--no-ansi'], {}, false],
    ['--ansi always over NO_COLOR', ['--ansi', 'always'], { NO_COLOR: '1' }, true],
    ['COMPOSE_ANSI', [], { COMPOSE_ANSI: 'never' }, false],
  ])('%s', async (_, options, env, isColoured) => {
    const { stderr } = await runCli([...options, '-p', 'x', '--url', 'nonsense', 'ps'], {
      host: memoryHost({ env }),
      terminal,
    });
    expect(stderr.includes('\u001b[')).toBe(isColoured);
  });
});
