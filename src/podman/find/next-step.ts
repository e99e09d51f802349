import type { Host } from '../../host/host.ts';
import { machineNames } from './machine.ts';

/** The exact commands that get someone without an engine one, best first. */
export async function nextSteps(host: Host): Promise<readonly string[]> {
  if (host.platform !== 'linux') return ['`podman machine init && podman machine start`'];
  const isPodmanThere = (await host.processes.find('podman')) !== undefined;
  const [machine] = await machineNames(host);
  const own = machine === undefined ? 'selkie machine init && selkie machine start' : startOf(machine);
  const sudo = host.uid === 0 ? '' : 'sudo ';
  const install = isPodmanThere ? undefined : await installCommand(host);
  const steps = [
    ...(host.uid === 0 ? [own] : []),
    ...(install === undefined ? [] : [`${sudo}${install}`]),
    ...(isPodmanThere && host.uid !== 0 ? ['systemctl --user enable --now podman.socket'] : []),
  ];
  return (steps.length === 0 ? ['install Podman'] : steps).map((step) =>
    step === 'install Podman' ? step : `\`${step}\``,
  );
}

function startOf(machine: string): string {
  return machine === 'default' ? 'selkie machine start' : `selkie machine start ${machine}`;
}

const managers: Readonly<Record<string, string>> = {
  'apt-get': 'apt-get install podman',
  dnf: 'dnf install podman',
  zypper: 'zypper install podman',
  pacman: 'pacman -S podman',
  apk: 'apk add podman',
};

async function installCommand(host: Host): Promise<string | undefined> {
  for (const [name, command] of Object.entries(managers)) {
    if ((await host.processes.find(name)) !== undefined) return command;
  }
  return undefined;
}
