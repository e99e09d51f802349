#!/bin/bash
# qemu-tcg.sh FOLDER WORDS…: stands before qemu-system-x86_64 with the same words, but a CPU in software where they ask for KVM, and
# with the kernel of make-image.sh, as its disk has no boot loader.
folder=$1
shift
words=()
while [ $# -gt 0 ]; do
  case $1 in
    -accel) words+=(-accel tcg,thread=multi) && shift ;;
    -cpu) words+=(-cpu max) && shift ;;
    *) words+=("$1") ;;
  esac
  shift
done
[ "${words[0]:-}" = --version ] && exec /usr/bin/qemu-system-x86_64 --version
line='console=ttyS0 quiet loglevel=3 net.ifnames=0 mitigations=off audit=0 apparmor=0 nokaslr random.trust_cpu=on tsc=reliable'
exec /usr/bin/qemu-system-x86_64 "${words[@]}" -kernel "$folder/vmlinuz" -initrd "$folder/initrd" -append "$line" \
  -serial "file:${XDG_RUNTIME_DIR:-/tmp}/machine-console.log"
