#!/bin/bash
# Process 1 of the virtual machine: what `podman machine` needs of a guest, without systemd. Under a CPU in software every program
# that is not started counts.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
# What the kernel gives its first program is less than containers ask for.
ulimit -n 1048576
ulimit -u unlimited
mount -t tmpfs -o mode=1777 tmp /tmp
mkdir -p /dev/pts /dev/shm /run/sshd /run/lock /run/podman
mount -t devpts -o mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p /sys/fs/cgroup/init /sys/fs/cgroup/user
echo 1 >/sys/fs/cgroup/init/cgroup.procs
mount --make-rshared /
hostname podman-machine
ln -sf /proc/self/fd /dev/fd
modprobe -a fuse tun evdev button virtio_console virtiofs 2>/dev/null
chmod 666 /dev/fuse /dev/net/tun
sysctl -qw net.ipv4.ping_group_range='0 2147483647' net.ipv4.ip_forward=1 2>/dev/null
ip link set lo up
card=$(ls /sys/class/net | grep -v lo | head -1)
ip link set "$card" up
ip addr add 192.168.127.2/24 dev "$card"
ip route add default via 192.168.127.1

user=$(cat /var/lib/ignition.done)
uid=$(id -u "$user")
mkdir -p "/run/user/$uid/podman"
chown -R "$user:" "/run/user/$uid" /sys/fs/cgroup/user
chmod 700 "/run/user/$uid"
printf '%s\n' 'UsePAM no' 'PermitRootLogin prohibit-password' 'StrictModes no' 'MaxStartups 100' 'UseDNS no' \
  'PerSourcePenalties no' 'Subsystem sftp internal-sftp' "Match User $user" " SetEnv XDG_RUNTIME_DIR=/run/user/$uid" \
  >/run/sshd_config
/usr/sbin/sshd -f /run/sshd_config

# The power button is how the host says that it is over.
for event in /sys/class/input/event*; do
  grep -q 'Power Button' "$event/device/name" 2>/dev/null || continue
  (dd if="/dev/input/${event##*/}" of=/dev/null bs=24 count=1 2>/dev/null; sync; echo s >/proc/sysrq-trigger
    echo u >/proc/sysrq-trigger; echo o >/proc/sysrq-trigger) &
done
podman system service --time 0 unix:///run/podman/podman.sock >/run/podman/root.log 2>&1 &
(
  echo $BASHPID >/sys/fs/cgroup/user/cgroup.procs
  exec setpriv --reuid "$user" --regid "$user" --init-groups env HOME="/home/$user" USER="$user" PATH="$PATH" \
    XDG_RUNTIME_DIR="/run/user/$uid" podman system service --time 0 "unix:///run/user/$uid/podman/podman.sock"
) >/run/podman/user.log 2>&1 &
for port in /dev/vport*; do echo Ready >"$port"; done
while :; do wait; sleep 1; done
