#!/bin/bash
# set-up.sh NODE: makes `podman machine` of this host's users boot namespaces instead of qemu. Root.
set -eu
here=$(dirname "$(readlink -f "$0")")
mkdir -p /usr/local/libexec/podman /etc/containers/containers.conf.d
printf '#!/bin/sh\nexec %s %s/qemu.mjs "$@"\n' "$1" "$here" >/usr/local/libexec/podman/qemu-system-x86_64
chmod 755 /usr/local/libexec/podman/qemu-system-x86_64
ln -sf "$(command -v gvproxy)" /usr/local/libexec/podman/gvproxy
printf '[engine]\nhelper_binaries_dir = ["/usr/local/libexec/podman", "/usr/libexec/podman", "/usr/lib/podman", "/usr/libexec"]\n' \
  >/etc/containers/containers.conf.d/10-machine.conf
# gvproxy does without a name server only where it can name one.
grep -q ^nameserver /etc/resolv.conf 2>/dev/null || echo 'nameserver 127.0.0.1' >>/etc/resolv.conf
printf 'tester ALL=(root) NOPASSWD:SETENV: %s/vm.sh\n' "$here" >/etc/sudoers.d/tester
chmod 440 /etc/sudoers.d/tester
