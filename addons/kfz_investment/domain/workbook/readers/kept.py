"""What was read last, for as long as its import may follow: a file is read once for its preview and its import.

Kept per process, packed to a tenth of what its cells take, and known by the file's own bytes: whoever has them knows all that is
kept. Each answer is a copy, since whoever looks for the list in a sheet writes into its rows.
"""

import hashlib
import pickle
import threading
import zlib
from collections import OrderedDict

from .reader import read

#: bytes of all that is kept
MOST = 16 * 1024 * 1024


class Readings:
    """The last readings, the oldest forgotten first."""

    def __init__(self, most=MOST):
        self.most, self._packed, self._lock = most, OrderedDict(), threading.Lock()

    def read(self, content, limits=None, forget=False):
        """As `reader.read`, from what is kept of the same file under the same limits.

        :param forget: whether nobody will ask again
        """
        key = hashlib.sha256(content).digest(), limits
        with self._lock:
            packed = self._packed.pop(key, None)
        if packed is None:
            sheets = read(content, limits)
            packed = b"" if forget else zlib.compress(pickle.dumps(sheets, 5), 1)
        else:
            sheets = pickle.loads(zlib.decompress(packed))
        if not forget:
            self._keep(key, packed)
        return sheets

    def _keep(self, key, packed):
        with self._lock:
            self._packed[key] = packed
            while sum(map(len, self._packed.values())) > self.most:
                self._packed.popitem(last=False)
