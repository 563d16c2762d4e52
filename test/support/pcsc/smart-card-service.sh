#!/bin/bash
# A smart card service of one's own: the real pcscd with vpcd's virtual reader, seen by nobody else.
#
#     unshare --user --map-root-user --net --mount --pid --fork --kill-child bash smart-card-service.sh FOLDER NODE
#
# vpcd listens for cards on all interfaces: in this network namespace there is none but the loopback, so no other
# program and no other machine reaches it. Cards come through the Unix sockets FOLDER/run/slot0 and slot1; the service's
# own socket is FOLDER/run/pcscd/pcscd.comm. Commands on standard input: up, down (killed). It all ends with this script.
set -eu
folder=$1
ip link set lo up
# vpcd sends length and message apart: without this each exchange waits for a delayed acknowledgement (44 ms).
ip route change table local local 127.0.0.1 dev lo proto kernel scope host src 127.0.0.1 quickack 1
mount --bind "$folder/run" /run
mkdir -p /run/pcscd
"$2" "$(dirname "$0")/slots.mjs" "$folder" >&2 &
service=
while read -r command; do
  case $command in
    up)
      /usr/sbin/pcscd --foreground --critical --config "$folder/readers" >&2 &
      service=$!
      ;;
    down)
      kill -KILL "$service"
      wait "$service" 2>/dev/null || true
      echo down
      ;;
  esac
done
