import type { TestHost } from './test-host.ts';

/** Lets root and the ordinary user of the test host log in to each other by ssh, at `127.0.0.1`. What is there is used. */
export async function sshServer(host: TestHost): Promise<void> {
  const { exitCode, stdout, stderr } = await host.run('sh', ['-c', setUp]);
  if (exitCode !== 0) throw new Error(`there is no ssh server:\n${stdout}${stderr}`);
}

const setUp = `
set -eu
exec 9>/run/selkie-test-ssh.lock
flock 9
systemctl start ssh.service
for user in root tester; do
  home=$(getent passwd $user | cut -d: -f6)
  test -e "$home/.ssh/id_ed25519" || runuser -u $user -- sh -c '
    mkdir -p -m 700 "$1/.ssh"
    ssh-keygen -q -t ed25519 -N "" -f "$1/.ssh/id_ed25519"
    for key in /etc/ssh/ssh_host_*_key.pub; do echo "127.0.0.1 $(cat $key)"; done >"$1/.ssh/known_hosts"
  ' sh "$home"
done
cat /root/.ssh/id_ed25519.pub /var/lib/tester/.ssh/id_ed25519.pub | tee /root/.ssh/authorized_keys >/var/lib/tester/.ssh/authorized_keys
`;
