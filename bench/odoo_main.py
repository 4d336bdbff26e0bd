"""Odoo's command line as a file: with several workers Odoo starts its file anew for the gevent process, which `-m odoo` is not."""

import odoo.cli

if __name__ == "__main__":
    odoo.cli.main()
