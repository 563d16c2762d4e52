# Inside the guest, as root: udev with the rules that ship, then a USB device made of software on a software bus.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
mkdir -p /run/udev/rules.d
cp "$VESTIBULE_checkout/build/linux/60-vestibule-readers.rules" /run/udev/rules.d/
/lib/systemd/systemd-udevd --daemon
exec "$VESTIBULE_node" "$VESTIBULE_checkout/test/vm/guest.mjs" "$VESTIBULE_checkout"
