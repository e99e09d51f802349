"""nic.py SOCKET: a tap device eth0 whose frames go to and come from gvproxy's socket for qemu: four bytes of length, then the frame."""
import fcntl, os, socket, struct, sys, threading

tap = os.open("/dev/net/tun", os.O_RDWR)
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 2, 0x1000
fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", b"eth0", IFF_TAP | IFF_NO_PI))
wire = socket.socket(socket.AF_UNIX)
wire.connect(sys.argv[1])


def send():
    while True:
        try:
            frame = os.read(tap, 65536)
        except OSError:  # the device is not up yet
            continue
        wire.sendall(struct.pack(">I", len(frame)) + frame)


def receive(count):
    data = b""
    while len(data) < count:
        more = wire.recv(count - len(data))
        if not more:
            os._exit(0)
        data += more
    return data


threading.Thread(target=send, daemon=True).start()
while True:
    (length,) = struct.unpack(">I", receive(4))
    try:
        os.write(tap, receive(length))
    except OSError:
        pass
