"""Odoo's command line as a file: with several workers Odoo restarts its own file for the gevent process, which fails with `-m odoo`."""

import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
