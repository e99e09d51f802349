# Makes a machine a test host; every part looks first whether it is done. Arguments: the image, the folder with Node.
set -eu
image=$1 tools=$2
"$tools/node" --version
if ! id tester; then
  useradd --create-home --home-dir /var/lib/tester --uid 1000 --shell /bin/bash tester
fi
if [ ! -e /var/lib/systemd/linger/tester ]; then
  mkdir -p /var/lib/systemd/linger
  touch /var/lib/systemd/linger/tester
fi
as_tester() {
  runuser -u tester -- env -i HOME=/var/lib/tester USER=tester PATH="$PATH" LANG=C.UTF-8 \
    XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus "$@"
}
cd /
if ! systemctl is-active --quiet user@1000.service; then
  systemctl start systemd-logind
  loginctl enable-linger tester
  systemctl start user@1000.service
fi
as_tester systemctl --user enable --now podman.socket
if ! podman image exists "$image"; then
  mkdir -p /var/lib/selkie-test
  cp /usr/bin/busybox /var/lib/selkie-test
  printf '%s\n' 'FROM scratch' 'COPY busybox /bin/busybox' \
    'RUN ["/bin/busybox", "--install", "-s", "/bin"]' 'CMD ["sh"]' >/var/lib/selkie-test/Dockerfile
  podman build --quiet --tag "$image" /var/lib/selkie-test
fi
if ! as_tester podman image exists "$image"; then
  podman save --quiet "$image" >/var/lib/selkie-test/image.tar
  as_tester podman load --quiet </var/lib/selkie-test/image.tar
  rm /var/lib/selkie-test/image.tar
fi
