#!/usr/bin/env bash
# Serve. In a container the published port is the border, so Odoo listens on all of the container's interfaces.
. /mnt/deploy/common.sh
exec odoo "${database[@]}" --http-interface 0.0.0.0 "$@"
