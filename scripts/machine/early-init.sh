#!/bin/sh
# The first program of the virtual machine: mounts its disk, applies the configuration that qemu was given, once, and goes on there.
b=/bin/busybox
$b mount -t proc proc /proc
$b mount -t sysfs sys /sys
$b mount -t devtmpfs dev /dev
for module in virtio_blk qemu_fw_cfg failover net_failover virtio_net overlay; do
  [ -f /modules/$module.ko ] && $b insmod /modules/$module.ko
done
n=0
while [ ! -b /dev/vda ] && [ $n -lt 600 ]; do $b sleep 0.1; n=$((n + 1)); done
$b mount -t ext4 -o rw,noatime /dev/vda /new || exec $b sh
for folder in proc sys dev; do $b mount -o move /$folder /new/$folder; done
$b mount -t tmpfs -o mode=755 run /new/run
PATH=/usr/sbin:/usr/bin:/sbin:/bin $b chroot /new /usr/bin/python3 /usr/lib/ignition.py \
  /sys/firmware/qemu_fw_cfg/by_name/opt/com.coreos/config/raw /var/lib/ignition.done >/new/run/ignition.log 2>&1
exec $b switch_root /new /usr/lib/guest-init
