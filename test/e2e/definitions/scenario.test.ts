import { expect, onTestFinished, test } from 'vitest';
import { beyond, failed } from '../../support/program.ts';
import type { Placement, Scenario } from '../../support/scenario.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

/** Two subnets that no other test has. */
function subnets(): readonly [string, string] {
  const third = Math.floor(Math.random() * 250);
  return [`10.98.${third}.0/28`, `10.98.${third}.16/28`];
}

/** A project with its two external volumes. */
async function withVolumes(placement: Placement, subnet: string): Promise<Scenario> {
  const app = await project(import.meta.dirname, { placement, env: { SUBNET: subnet } });
  for (const which of ['one', 'two']) {
    const name = `${app.project}.${which}`;
    await app.host.run('podman', ['volume', 'create', name]);
    onTestFinished(async () => {
      await app.host.run('podman', ['volume', 'rm', '--force', name]);
    });
  }
  return app;
}

async function addressOf(app: Scenario, service: string): Promise<string> {
  const { stdout } = await app.inside(service, ['ip', '-4', '-o', 'addr', 'show', 'scope', 'global']);
  return /inet (\S+)/.exec(stdout)?.[1] ?? stdout;
}

async function mounted(app: Scenario): Promise<Readonly<Record<string, string | undefined>>> {
  const { Mounts } = await app.container('web');
  return Object.fromEntries(Mounts.map(({ Destination, Name }) => [Destination, Name]));
}

scenariosInEachPlacement('definitions of networks and volumes', (placement) => {
  test('dc 37: another subnet is given to the same containers, which find each other there', async () => {
    const [first, second] = subnets();
    const app = await withVolumes(placement, first);
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);
    expect(await addressOf(app, 'web')).toMatch(/\.(\d|1[0-5])\/28$/);
    await app.ok(['up', '-d'], { env: { SUBNET: second } });
    expect(await app.each(({ Id }) => Id)).toEqual(before);
    expect(await app.engine.get(`networks/${app.project}_front/json`)).toMatchObject({
      subnets: [{ subnet: second }],
    });
    for (const service of ['web', 'client']) {
      expect(await addressOf(app, service)).toMatch(/\.(1[6-9]|2\d|3[01])\/28$/);
    }
    expect((await app.inside('client', ['wget', '-q', '-T', '5', '-O', '-', 'http://web'])).stdout).toBe(
      'web\n',
    );
  });

  test('dc 37: the mount follows the name of an external volume', async () => {
    const [subnet] = subnets();
    const app = await withVolumes(placement, subnet);
    await app.ok(['up', '-d']);
    const { 'client-1': client } = await app.each(({ Id }) => Id);
    expect(await mounted(app)).toMatchObject({ '/foreign': `${app.project}.one` });
    await app.ok(['up', '-d'], { env: { WHICH: 'two' } });
    expect(await mounted(app)).toEqual({
      '/data': `${app.project}_data`,
      '/foreign': `${app.project}.two`,
    });
    expect((await app.container('client')).Id).toBe(client);
    const missing = await app.selkie(['up', '-d'], { env: { WHICH: 'three' } });
    expect(missing.exitCode).toBe(failed);
    expect(missing.stderr).toContain(`external volume "${app.project}.three" not found`);
    expect(await mounted(app)).toMatchObject({ '/foreign': `${app.project}.two` });
  });

  test('dc 37: a volume that differs is only told of, and made anew with -y', async () => {
    const [subnet] = subnets();
    const app = await withVolumes(placement, subnet);
    const env = { VOL_LABEL: 'zot' };
    const labels = async () =>
      (await app.engine.get(`volumes/${app.project}_data/json`)) as { readonly Labels: unknown };
    await app.ok(['up', '-d']);
    await app.inside('web', ['touch', '/data/file']);
    const before = await app.each(({ Id }) => Id);
    const { stderr } = await app.ok(['up', '-d'], { env });
    beyond(() => expect(stderr).toContain(`${app.project}_data`));
    expect(await labels()).toMatchObject({ Labels: { foo: 'bar' } });
    expect(await app.each(({ Id }) => Id)).toEqual(before);

    await app.ok(['up', '-d', '-y'], { env });
    expect(await labels()).toMatchObject({ Labels: { foo: 'zot' } });
    expect((await app.inside('web', ['ls', '/data'])).stdout).toBe('');
    const { 'web-1': web, 'client-1': client } = await app.each(({ Id }) => Id);
    expect(web).not.toBe(before['web-1']);
    expect(client).toBe(before['client-1']);
  });

  test('dc 37: an external network that is missing fails only who uses it', async () => {
    const [subnet] = subnets();
    const app = await withVolumes(placement, subnet);
    const all = await app.selkie(['--profile', 'more', 'up', '-d']);
    expect(all.exitCode).toBe(failed);
    expect(all.stderr).toContain(`network ${app.project}.away declared as external, but could not be found`);
    const made = await app.everything();
    beyond(() => expect(made).toEqual([]));
    await app.ok(['--profile', 'more', 'up', '-d', 'client']);
    expect(await app.states()).toEqual({ 'client-1': 'running' });
  });
});
