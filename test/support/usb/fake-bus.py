#!/usr/bin/python3
"""A fake USB bus for one program: hidraw devices that come, send reports and go, through umockdev.

    umockdev-wrapper /usr/bin/python3 fake-bus.py SOCKET -- PROGRAM ARGUMENTS...

Each line written to SOCKET is one JSON command, each answer one JSON line:
    {"op": "plug", "node": "hidraw0", "vendorId": 3118, "productId": 2913, "product": "...", "descriptor": "<hex>"}
        with "forbidden": true nobody but root may open it
    {"op": "reports", "node": "hidraw0", "hex": ["02..."]}   one read() of the program each
    {"op": "unplug", "node": "hidraw0"}                      sysfs gone, uevent "remove", hang-up on the open handle
    {"op": "sent", "node": "hidraw0"}                        output and feature reports that the program sent
The program's own standard streams and its Node IPC channel pass through.
"""
import collections
import ctypes
import errno
import json
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402

HIDIOCGRDESCSIZE, HIDIOCGRDESC, HIDIOCGRAWINFO = 0x80044801, 0x90044802, 0x80084803
HID_MAGIC, SET_FEATURE, GET_FEATURE, SET_OUTPUT = 0x48, 0x06, 0x07, 0x0B
READ_SYSCALL = {"x86_64": 0, "aarch64": 63}[platform.machine()]

libc = ctypes.CDLL(None)
testbed = UMockdev.Testbed.new()
devices = {}
ports = iter(range(2, 127))


class Device:
    """One hidraw node with its parents in sysfs: HID device, USB interface, USB device."""

    def __init__(self, node, spec):
        self.node = node
        self.path = "/dev/" + node
        self.descriptor = bytes.fromhex(spec["descriptor"])
        self.ids = spec["vendorId"], spec["productId"]
        self.sent = []
        self.reports = collections.deque()
        self.gone = False
        port = next(ports)
        self.usb = f"/devices/pci0000:00/0000:00:14.0/usb1/1-{port}"
        self.interface = f"{self.usb}/1-{port}:1.{spec.get('interface', 0)}"
        self.hid = "%s/0003:%04X:%04X.%04X" % (self.interface, *self.ids, port)
        self.handler = UMockdev.IoctlBase()
        self.handler.connect("handle-ioctl", self.on_ioctl)
        self.handler.connect("handle-write", self.on_write)
        self.handler.connect("handle-read", self.on_read)
        testbed.attach_ioctl(self.path, self.handler)  # before the node appears
        for block in self.blocks(spec, port):  # parents first: a watcher looks them up at once
            testbed.add_from_string(block)
        self.master = testbed.get_dev_fd(self.path)
        pty = os.readlink(testbed.get_root_dir() + self.path)
        self.slave = os.open(pty, os.O_RDWR | os.O_NOCTTY)
        if spec.get("forbidden"):
            os.chmod(pty, 0)

    def blocks(self, spec, port):
        vendor, product = self.ids
        maker, name, serial = (spec.get(key, "") for key in ("manufacturer", "product", "serial"))
        minor = int(self.node[len("hidraw"):])
        yield (
            f"P: {self.usb}\nN: bus/usb/001/{port:03d}\nE: DEVNAME=/dev/bus/usb/001/{port:03d}\n"
            f"E: DEVTYPE=usb_device\nE: DRIVER=usb\nE: BUSNUM=001\nE: DEVNUM={port:03d}\n"
            f"E: PRODUCT={vendor:x}/{product:x}/100\nE: MAJOR=189\nE: MINOR={port - 1}\nE: SUBSYSTEM=usb\n"
            f"A: idVendor={vendor:04x}\\n\nA: idProduct={product:04x}\\n\nA: bcdDevice=0100\\n\n"
            f"A: manufacturer={maker}\\n\nA: product={name}\\n\nA: serial={serial}\\n\n"
            f"A: busnum=1\\n\nA: devnum={port}\\n\n"
        )
        yield (
            f"P: {self.interface}\nE: DEVTYPE=usb_interface\nE: DRIVER=usbhid\nE: INTERFACE=3/0/0\n"
            f"E: SUBSYSTEM=usb\nA: bInterfaceClass=03\\n\nA: bInterfaceNumber={spec.get('interface', 0):02d}\\n\n"
        )
        yield (
            f"P: {self.hid}\nE: DRIVER=hid-generic\nE: HID_ID=0003:{vendor:08X}:{product:08X}\n"
            f"E: HID_NAME={(maker + ' ' + name).strip()}\nE: HID_PHYS=usb-0000:00:14.0-{port}/input0\n"
            f"E: HID_UNIQ={serial}\nE: SUBSYSTEM=hid\nH: report_descriptor={self.descriptor.hex().upper()}\n"
        )
        yield (
            f"P: {self.hid}/hidraw/{self.node}\nN: {self.node}\nE: DEVNAME={self.path}\nE: MAJOR=240\n"
            f"E: MINOR={minor}\nE: SUBSYSTEM=hidraw\nA: dev=240:{minor}\\n\n"
            f"L: device=../../../{os.path.basename(self.hid)}\n"
        )

    def on_ioctl(self, _handler, client):
        request = client.get_request()
        size, number = (request >> 16) & 0x3FFF, request & 0xFF

        def answer(data):
            argument = client.get_arg().resolve(0, max(size, len(data)))
            argument.update(0, list(data))

        if request == HIDIOCGRDESCSIZE:
            answer(struct.pack("<I", len(self.descriptor)))
        elif request == HIDIOCGRDESC:
            answer(struct.pack("<I", len(self.descriptor)) + self.descriptor)
        elif request == HIDIOCGRAWINFO:
            answer(struct.pack("<Ihh", 3, *(struct.unpack("<h", struct.pack("<H", value))[0] for value in self.ids)))
        elif (request >> 8) & 0xFF == HID_MAGIC and number in (SET_FEATURE, SET_OUTPUT):
            data = bytes(client.get_arg().resolve(0, size).retrieve())
            self.sent.append({"kind": "feature" if number == SET_FEATURE else "output", "hex": data.hex()})
            client.complete(size, 0)
            return True
        else:
            client.complete(-1, errno.EPIPE if number == GET_FEATURE else errno.ENOTTY)
            return True
        client.complete(0, 0)
        return True

    def on_write(self, _handler, client):
        data = bytes(client.get_arg().retrieve())
        self.sent.append({"kind": "output", "hex": data.hex()})
        client.complete(len(data), 0)
        return True

    # hidraw gives one report a read(); the pty behind the node would join two. So the pty carries one token
    # byte a report, which wakes poll(), and the report itself is handed over here.
    def report(self, data):
        self.reports.append(data)
        os.write(self.master, b"!")

    def on_read(self, _handler, client):
        if self.gone:
            client.complete(-1, errno.EIO)
        elif not self.reports:
            client.complete(-1, errno.EAGAIN)
        else:
            data = self.reports.popleft()
            token = ctypes.create_string_buffer(1)
            # Straight to the kernel: read() in this process belongs to the preloaded library.
            libc.syscall(READ_SYSCALL, self.slave, token, 1)
            room = len(bytes(client.get_arg().retrieve()))
            client.get_arg().update(0, list(data[:room]))
            client.complete(min(len(data), room), 0)
        return True

    def unplug(self):
        while self.reports:  # what the device has sent is read first: pulled in the middle of a code, not before it
            time.sleep(0.005)
        self.gone = True
        root = testbed.get_root_dir()
        pty = os.readlink(root + self.path)
        for part in (f"{self.hid}/hidraw/{self.node}", self.hid, self.interface, self.usb):
            testbed.uevent("/sys" + part, "remove")
        testbed.remove_device("/sys" + self.usb)
        testbed.detach_ioctl(self.path)
        for leftover in (root + self.path, f"{root}/dev/.ptymap/{pty.replace('/', '_')}"):
            if os.path.lexists(leftover):
                os.unlink(leftover)
        os.close(self.slave)
        nothing = os.open("/dev/null", os.O_RDWR)
        os.dup2(nothing, self.master)  # the hang-up that the program sees
        os.close(nothing)


def obey(command):
    node = command.get("node")
    if command["op"] == "plug":
        devices[node] = Device(node, command)
    elif command["op"] == "reports":
        for report in command["hex"]:
            devices[node].report(bytes.fromhex(report))
    elif command["op"] == "unplug":
        devices.pop(node).unplug()
    elif command["op"] == "sent":
        return {"ok": True, "sent": devices[node].sent}
    else:
        return {"ok": False, "error": "no such command"}
    return {"ok": True}


def serve(connection):
    stream = connection.makefile("rw", encoding="utf8", newline="\n")
    for line in stream:
        try:
            answer = obey(json.loads(line))
        except Exception as error:
            answer = {"ok": False, "error": repr(error)}
        stream.write(json.dumps(answer) + "\n")
        stream.flush()


def listen(path):
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


def main():
    path, separator, *program = sys.argv[1:]
    assert separator == "--" and program, __doc__
    threading.Thread(target=listen, args=(path,), daemon=True).start()
    environment = dict(os.environ, UMOCKDEV_DIR=testbed.get_root_dir(), SYSTEMD_DEVICE_VERIFY_SYSFS="0")
    child = subprocess.Popen(program, env=environment, close_fds=False)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: child.terminate())
    status = child.wait()
    os._exit(status if status >= 0 else 128 - status)


main()
