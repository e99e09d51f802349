import type { MachineRecord } from '../machine-spec.ts';

/**
 * Runs on the host and becomes `unshare`: puts the machine into a cgroup of its own, then starts the boot script in new
 * namespaces. The process that waits for the machine stays in `supervisor`, beside the machine's own cgroup: a cgroup that
 * hands controllers on may hold no process itself.
 * Arguments: cgroup v2 mount or '', cgroup or '' (the one it is in), file for that cgroup, further options of `unshare`, then
 * the boot script and its arguments.
 */
export const launchScript = `#!/bin/sh
set -eu
mount=$1 base=$2 note=$3
shift 3
if [ -n "$mount" ]; then
  if [ -z "$base" ]; then
    while IFS=: read -r id _ path; do
      [ "$id" = 0 ] && base=$mount\${path%/}
    done </proc/self/cgroup
  fi
  mkdir -p "$base/supervisor" "$base/machine"
  printf '%s' "$base" >"$note"
  echo 0 >"$base/supervisor/cgroup.procs"
  for controller in $(cat "$base/cgroup.controllers"); do
    echo "+$controller" 2>/dev/null >"$base/cgroup.subtree_control" || :
  done
fi
exec unshare --mount --pid --fork --kill-child --uts --ipc --propagation slave "$@"
`;

/**
 * The machine's first process: it turns the root folder into the root of the new namespaces and becomes the init in it.
 * pivot_root, not chroot: under chroot \`podman exec\` lands in the outer root. The root has a program for it, and the host may not.
 * Arguments: root, file for its /proc/self/stat, file with the cgroup, file to remove when that is done, folders to share.
 */
export const bootScript = `#!/bin/sh
set -eu
root=$1 note=$2 cgroup=$3 entering=$4
shift 4
read -r stat </proc/self/stat
[ ! -f "$cgroup" ] || echo 0 >"$(cat "$cgroup")/machine/cgroup.procs"
echo "$stat" >"$note.new"
mv "$note.new" "$note"
mount --bind "$root" "$root"
cd "$root"
for share in "$@"; do
  mkdir -p ".$share"
  mount --rbind "$share" ".$share"
done
mount -t proc -o nosuid,nodev,noexec proc proc
mount -t sysfs -o nosuid,nodev,noexec sysfs sys
mount -t tmpfs -o mode=755,nosuid tmpfs dev
node() { mknod -m 666 "dev/$1" c "$2" "$3"; }
node null 1 3
node zero 1 5
node full 1 7
node random 1 8
node urandom 1 9
node tty 5 0
mkdir dev/net dev/pts dev/shm
node fuse 10 229
# Open to all: a user's own pasta needs it.
node net/tun 10 200
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
mount -t tmpfs -o mode=755,nosuid,nodev tmpfs run
mkdir -p .outer
usr/bin/busybox pivot_root . .outer
cd /
rm ".outer$entering"
exec unshare --cgroup /bin/sh /run-init
`;

/**
 * What a network of its own has besides the loopback: a default route that leads nowhere. Without one the pasta of a user's
 * Podman takes a bridge of root's containers for the way out, with its name and address, and the user's own bridge of that name
 * cannot be made. Whoever calls out is told at once that there is no way, and not after the kernel's three seconds of asking.
 */
const privateNetwork = `ip link add uplink0 type veth peer name uplink1
ip link set uplink1 up
ip link set uplink0 up
ip address add 192.0.2.1/24 dev uplink0
ip route add default via 192.0.2.2
for family in ipv4 ipv6; do
  asking=/proc/sys/net/$family/neigh/uplink0
  [ -d "$asking" ] || continue
  echo 1 >"$asking/mcast_solicit"
  echo 1 >"$asking/retrans_time_ms"
done
`;

/** The last part of the boot, inside the new root: its file is /run-init there. */
export const initScript = (network: MachineRecord['network']): string => `#!/bin/sh
set -eu
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 /sys/fs/cgroup
umount -l /.outer
mount --make-rshared /
ip link set lo up
${network === 'private' ? privateNetwork : ''}# What is to start with the machine is wanted by default.target: naming another on the command line would leave it out.
default=/etc/systemd/system/default.target
[ -e "$default" ] || ln -sf /usr/lib/systemd/system/multi-user.target "$default"
exec env -i container=selkie PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin /sbin/init </dev/null
`;

/** Runs a command in the machine from the host, in a cgroup of the machine. Arguments: cgroup or '', pid of the init, command. */
export const enterScript = `
cgroup=$1 pid=$2
shift 2
if [ -n "$cgroup" ]; then
  mkdir -p "$cgroup/machine/visitors"
  echo 0 >"$cgroup/machine/visitors/cgroup.procs"
fi
exec nsenter -t "$pid" -m -p -n -u -i -C -r -w "$@"
`;
