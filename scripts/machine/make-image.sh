#!/bin/bash
# make-image.sh FOLDER: a disk image, a kernel and an initial file system for a real virtual machine of `podman machine`, made from
# this host's own files: FOLDER/disk.qcow2, FOLDER/vmlinuz, FOLDER/initrd. Root, on a host that has a kernel's package.
set -eu
out=$1
here=$(dirname "$(readlink -f "$0")")
version=$(basename "$(ls -d /lib/modules/*-cloud-*)")
work=/run/make-image
mkdir -p "$out" $work
mountpoint -q $work || mount -t tmpfs make-image $work
mkdir -p $work/{upper,work,tree,early/{bin,proc,sys,dev,new,modules}}

# The guest: this host's files as they are on its disk, without what is mounted over them.
mount -t overlay -o lowerdir=/,upperdir=$work/upper,workdir=$work/work overlay $work/tree
trap 'umount $work/tree $work' EXIT
rm -rf $work/tree/boot $work/tree/var/{cache,lib/apt,log} $work/tree/usr/share/{doc,locale,man} $work/tree/home/* \
  $work/tree/var/lib/{containers,selkie-test,tester} "$work/tree$out" $work/tree/etc/sudoers.d/tester
mkdir -p $work/tree/{boot,proc,sys,dev,run,tmp,home,root,var/{cache,log,lib/apt}}
sed -i -E '/^[^:]*:[^:]*:[1-5][0-9]{3}:/d' $work/tree/etc/{passwd,group,gshadow}
sed -i 's/^root:[^:]*:/root:*:/' $work/tree/etc/shadow
echo podman-machine >$work/tree/etc/hostname
echo '127.0.0.1 localhost podman-machine' >$work/tree/etc/hosts
rm -f $work/tree/etc/resolv.conf $work/tree/etc/containers/containers.conf.d/10-machine.conf
echo 'nameserver 192.168.127.1' >$work/tree/etc/resolv.conf
echo '%sudo ALL=(ALL) NOPASSWD: ALL' >$work/tree/etc/sudoers.d/machine
chmod 440 $work/tree/etc/sudoers.d/machine
printf '#!/bin/sh\nexit 0\n' >$work/tree/usr/local/bin/systemctl
install -m 755 "$here/guest-init.sh" $work/tree/usr/lib/guest-init
install -m 755 "$here/../../test/support/podman-machine/ignition.py" $work/tree/usr/lib/ignition.py
chmod 755 $work/tree/usr/local/bin/systemctl

# The beginning: what finds the disk and the configuration, and hands over to the guest.
cp /bin/busybox $work/early/bin/busybox
ln -sf busybox $work/early/bin/sh
for module in virtio_blk qemu_fw_cfg failover net_failover virtio_net overlay; do
  file=$(find "/lib/modules/$version" -name "$module.ko*" | head -1)
  [ -n "$file" ] || continue
  case $file in
    *.xz) xz -dc "$file" ;;
    *.zst) zstd -dcq "$file" ;;
    *) cat "$file" ;;
  esac >"$work/early/modules/$module.ko"
done
install -m 755 "$here/early-init.sh" $work/early/init
(cd $work/early && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1) >"$out/initrd"
cp "/boot/vmlinuz-$version" "$out/vmlinuz"

# Not in the folder, which is a part of the tree.
raw=$work/disk.raw
truncate -s 3G $raw
mkfs.ext4 -q -L machine -m 0 -O ^metadata_csum_seed,^orphan_file -d $work/tree $raw
qemu-img convert -O qcow2 $raw "$out/disk.qcow2"
chmod 644 "$out"/*
