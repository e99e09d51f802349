import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';

const slow = { timeoutMs: 120_000 };

scenarios('Kubernetes YAML', () => {
  test('is played by systemd, with the names, values and files that `up` gives', async () => {
    const app = await project(import.meta.dirname);
    const { host, project: name, folder } = app;
    const units = `/etc/containers/systemd/${name}`;
    const run = async (...[command = '', ...args]: readonly string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await host.run(command, args, slow);
      if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
      return stdout;
    };
    onTestFinished(async () => {
      await host.run('systemctl', ['stop', `${name}-kube`, `${name}-default-network`], slow);
      await host.run('rm', ['-rf', units]);
      await host.run('systemctl', ['daemon-reload']);
      await host.run('podman', ['secret', 'rm', `${name}_token-secret`]);
      const left = ['token-secret', 'settings.config-config', 'data'].map((one) => `${name}_${one}`);
      await host.run('podman', ['volume', 'rm', '--force', ...left]);
    }, 120_000);

    const { stderr } = await app.ok(['systemd', 'generate', '--format', 'kube', '--strict', '-o', 'out']);
    // The hint says how the secret is made, and what it says works.
    const command = /^hint: `(.*)` makes it$/mu.exec(stderr)?.[1];
    await run('sh', '-c', command ?? 'false');
    await run('cp', '-r', join(folder, 'out'), units);
    await run('systemctl', 'daemon-reload');
    await run('systemctl', 'start', `${name}-kube`);

    expect(
      await eventually(
        () => host.fetch(app.ports[0] ?? 0),
        (text) => text !== '',
      ),
    ).toBe('by kube\n');
    const names = (await run('podman', 'ps', '--format', '{{.Names}}', '--filter', `pod=${name}`)).trim();
    expect(names.split('\n').sort()).toEqual([`${name}-db-1`, `${name}-pod-infra`, `${name}-web-1`]);
    const inside = async (script: string): Promise<string> =>
      run('podman', 'exec', `${name}-web-1`, 'sh', '-c', script);
    expect(await inside('echo "$ODD"; echo "$LINES"; echo "[$EMPTY]"')).toBe(
      'a b $HOME $(ODD) 100% "q" \'x\' \\ é # ;\none\ntwo\tthree\n[]\n',
    );
    expect(await inside('cat /run/secrets/token /etc/settings /data/migrated')).toBe(
      'mine\nplain $x\n3 a b [] ; $x\n',
    );
    expect(await inside('nslookup db && wget -q -O - http://web:8080')).toContain('by kube');
    const health = async (): Promise<string> =>
      (await run('podman', 'inspect', '--format', '{{.State.Health.Status}}', `${name}-db-1`)).trim();
    expect(await eventually(health, (text) => text === 'healthy')).toBe('healthy');

    await run('systemctl', 'stop', `${name}-kube`);
    expect(await run('podman', 'ps', '--all', '--quiet', '--filter', `name=${name}`)).toBe('');
  });
});
