import contextlib
import hashlib
import os

from odoo import api, models
from odoo.http import request

from .server_faults import fault_of


class IrAttachment(models.Model):
    """Files are stored whole or not at all."""

    _inherit = "ir.attachment"

    @api.model
    def _get_path(self, bin_data, sha):
        """As in core; a file that is not what its name says was broken off (a full disk, a killed server) and makes room.

        Core would refuse its document for ever: “The attachment collides with an existing file”.
        """
        path = self._full_path(f"{sha[:2]}/{sha}")
        if os.path.isfile(path) and not _is_whole(path, sha):
            os.unlink(path)
        return super()._get_path(bin_data, sha)

    @api.model
    def _file_write(self, bin_value, checksum):
        """As in core; what a full disk broke off is taken away."""
        path = self._full_path(f"{checksum[:2]}/{checksum}")
        was_there = os.path.exists(path)
        try:
            return super()._file_write(bin_value, checksum)
        except OSError as error:
            if request:
                # core's page for uploads answers to every error with the same words
                request.kfz_fault = fault_of(error)
            if not was_there:
                with contextlib.suppress(OSError):
                    os.unlink(path)
            raise


def _is_whole(path, sha):
    # not for secrecy: core names files so
    digest = hashlib.sha1(usedforsecurity=False)
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest() == sha
