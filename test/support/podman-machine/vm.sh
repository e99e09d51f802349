#!/bin/bash
# vm.sh DISK IGNITION NETWORK SHARES: a "virtual machine" of namespaces over this host's own files, run by root. It says Ready on
# stdout, and is powered off when its stdin ends, which it also does when whoever started it is killed.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
here=$(dirname "$(readlink -f "$0")")
disks=/run/vm-disks

if [ "${VM_INSIDE:-}" = "" ]; then
  # What the guest writes lives on a tmpfs of the host's, so that it is there after a stop.
  mountpoint -q $disks || { mkdir -p $disks; mount -t tmpfs vm-disks $disks; }
  exec 3<&0
  VM_INSIDE=1 unshare --mount --pid --fork --kill-child --net --uts --ipc --propagation private "$0" "$@" </dev/null &
  vm=$!
  { cat <&3 >/dev/null; kill -KILL "$vm"; } 2>/dev/null &
  exec 3<&-
  wait "$vm" || true
  exit 0
fi

disk=$disks/$(stat -c %i "$1") ignition=$2 network=$3 shares=$4
root=$disk/root
mkdir -p "$disk"/{upper,work,root,containers,home,old}

# The network card: a tap whose frames go to gvproxy.
ip link set lo up
python3 "$here/nic.py" "$network" >/dev/null 2>&1 &
for _ in $(seq 50); do ip link show eth0 >/dev/null 2>&1 && break; sleep 0.05; done
ip link set eth0 address 5a:94:ef:e4:0c:ee up
ip addr add 192.168.127.2/24 dev eth0
ip route add default via 192.168.127.1

mount -t overlay -o "lowerdir=/,upperdir=$disk/upper,workdir=$disk/work" overlay "$root"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mkdir -p "$root/run/vm/host" "$root/var/lib/containers"
mount --bind "$disk/containers" "$root/var/lib/containers"
mount --bind "$disk/home" "$root/home"
mount --rbind / "$root/run/vm/host"
cp "$ignition" "$root/run/vm/config.ign"
cp "$here/ignition.py" "$root/run/vm"
printf '%s\n' "$shares" >"$root/run/vm/shares"
cd "$root"
busybox pivot_root . run/vm/host/mnt
umount -l /run/vm/host/mnt
mount --make-rshared /
cd /

# What `podman machine` runs over ssh: virtiofs becomes a bind mount, and there is neither chattr nor systemd here.
mkdir -p /usr/local/sbin /usr/local/bin /run/sshd
printf '#!/bin/sh\nexit 0\n' >/usr/local/sbin/chattr
cp /usr/local/sbin/chattr /usr/local/bin/systemctl
cat >/usr/local/sbin/mount <<'MOUNT'
#!/bin/bash
words=("$@") kind='' rest=()
for ((i = 0; i < ${#words[@]}; i++)); do
  case ${words[i]} in
    -t) kind=${words[++i]} ;;
    -o) ((i++)) ;;
    *) rest+=("${words[i]}") ;;
  esac
done
[ "$kind" = virtiofs ] || exec /usr/bin/mount "$@"
source=$(sed -n "s#^${rest[0]} ##p" /run/vm/shares)
exec /usr/bin/mount --bind "/run/vm/host$source" "${rest[1]}"
MOUNT
chmod 755 /usr/local/sbin/* /usr/local/bin/systemctl
echo 'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"' >/etc/sudoers.d/vm
echo '%sudo ALL=(ALL) NOPASSWD: ALL' >>/etc/sudoers.d/vm
chmod 440 /etc/sudoers.d/vm
rm -f /run/nologin /var/lib/systemd/linger/* /etc/resolv.conf
echo 'nameserver 192.168.127.1' >/etc/resolv.conf
hostname podman-machine
echo '127.0.0.1 localhost podman-machine' >/etc/hosts

# The machine's user gets a number that an ordinary user has here.
[ -e /var/lib/ignition.done ] || sed -i -E '/^[^:]*:[^:]*:[1-5][0-9]{3}:/d' /etc/passwd /etc/group /etc/gshadow
groupadd --force --system wheel
python3 /run/vm/ignition.py /run/vm/config.ign /var/lib/ignition.done >/run/vm/ignition.log 2>&1 || { cat /run/vm/ignition.log >&2; exit 1; }
mkdir -p /var/lib/systemd/linger
user=$(cat /var/lib/ignition.done)
uid=$(id -u "$user")
mkdir -p "/run/user/$uid/podman" /run/podman
chown -R "$user:" "/run/user/$uid"
chmod 700 "/run/user/$uid"
ssh-keygen -A >/dev/null
printf '%s\n' 'UsePAM no' 'PermitRootLogin prohibit-password' 'StrictModes no' 'MaxStartups 100' 'UseDNS no' \
  'Subsystem sftp internal-sftp' "Match User $user" " SetEnv XDG_RUNTIME_DIR=/run/user/$uid" >/run/vm/sshd_config
/usr/sbin/sshd -f /run/vm/sshd_config -E /run/vm/sshd.log
podman system service --time 0 unix:///run/podman/podman.sock >/run/vm/root.log 2>&1 &
setpriv --reuid "$user" --regid "$user" --init-groups env -i HOME="/home/$user" USER="$user" PATH="$PATH" \
  XDG_RUNTIME_DIR="/run/user/$uid" podman system service --time 0 "unix:///run/user/$uid/podman/podman.sock" \
  >/run/vm/user.log 2>&1 &
for _ in $(seq 200); do [ -S "/run/user/$uid/podman/podman.sock" ] && [ -S /run/podman/podman.sock ] && break; sleep 0.05; done
echo Ready
while :; do wait || true; sleep 1; done
