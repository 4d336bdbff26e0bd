"""Chromium, driven over its DevTools protocol by one thread: a command is sent, and events are read on the way to its answer."""

import base64
import contextlib
import json
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import websocket

from ..proc import die_with_parent

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-breakpad",
    "--disable-translate",
    "--mute-audio",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-port=0",
)
#: what a phone says of itself; Odoo asks for it to choose native fields
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
NARROW = 600  # pixels; below that a screen is a phone
PATIENCE = 60  # seconds for an answer
LOADED = "document.readyState === 'complete'"


class BrowserError(Exception):
    """The browser does not start, or does not answer."""


class Chromium:
    """One browser with one page; ``trouble`` collects what went wrong in it since it was last emptied."""

    def __init__(self, program: str):
        self.folder = tempfile.mkdtemp(suffix="_kfz_pages")
        self.child = subprocess.Popen(
            [program, *SWITCHES, f"--user-data-dir={self.folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # a robot that is killed leaves no browser behind
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 (main thread only)
        )
        self.number = 0
        self.trouble: list[tuple[str, str]] = []
        self.requests: dict[str, str] = {}
        self.socket = websocket.create_connection(
            self._page_address(), timeout=PATIENCE, suppress_origin=True
        )
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.command(f"{domain}.enable")
        self.command("Emulation.setTimezoneOverride", timezoneId="Asia/Shanghai")
        self.command("Emulation.setFocusEmulationEnabled", enabled=True)

    def _page_address(self) -> str:
        """The address of the browser's first page."""
        port_file = Path(self.folder, "DevToolsActivePort")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError, IndexError):
                port = int(port_file.read_text(encoding="utf-8").splitlines()[0])
                return self._address_at(port)
            time.sleep(0.1)
        raise BrowserError("Chromium does not start.")

    def _address_at(self, port: int) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=10) as answer:
            pages = [page for page in json.load(answer) if page["type"] == "page"]
        return pages[0]["webSocketDebuggerUrl"]

    def close(self) -> None:
        """End the browser and drop its profile."""
        with contextlib.suppress(Exception):
            self.command("Browser.close")
        with contextlib.suppress(Exception):
            self.socket.close()
        self.child.terminate()
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, method: str, **params) -> dict:
        """The answer to a command.

        :raises BrowserError: when the browser refuses it
        """
        self.number += 1
        number = self.number
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            try:
                message = json.loads(self.socket.recv())
            except websocket.WebSocketTimeoutException:
                raise BrowserError(f"{method} was not answered in {PATIENCE} s") from None
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._event(message.get("method", ""), message.get("params", {}))

    def _event(self, name: str, said: dict) -> None:
        """Keep what went wrong."""
        if note := getattr(self, f"_on_{name.partition('.')[2]}", None):
            note(said)

    def _on_consoleAPICalled(self, said: dict) -> None:
        if said["type"] in ("error", "warning", "assert"):
            parts = [part.get("value", part.get("description", "")) for part in said["args"]]
            self.trouble.append((f"console {said['type']}", " ".join(map(str, parts))))

    def _on_exceptionThrown(self, said: dict) -> None:
        details = said["exceptionDetails"]
        text = details.get("exception", {}).get("description") or details["text"]
        self.trouble.append(("exception", text))

    def _on_entryAdded(self, said: dict) -> None:
        entry = said["entry"]
        # failed requests come with their status below
        if entry["level"] in ("error", "warning") and entry["source"] != "network":
            self.trouble.append((f"console {entry['level']}", entry["text"]))

    def _on_requestWillBeSent(self, said: dict) -> None:
        self.requests[said["requestId"]] = said["request"]["url"]

    def _on_responseReceived(self, said: dict) -> None:
        if said["response"]["status"] >= 400:
            text = f"{said['response']['status']} {said['response']['url']}"
            self.trouble.append(("request", text))

    def _on_loadingFailed(self, said: dict) -> None:
        if not said.get("canceled"):
            url = self.requests.get(said["requestId"], "")
            self.trouble.append(("request", f"{said['errorText']} {url}"))

    def evaluate(self, code: str):
        """The value of an expression in the page, awaited.

        :raises BrowserError: when it throws
        """
        answer = self.command(
            "Runtime.evaluate",
            expression=code,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def screen(self, width: int, height: int) -> None:
        """Be a screen of this size in CSS pixels; a narrow one is a phone."""
        phone = width < NARROW
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        self.command("Emulation.setTouchEmulationEnabled", enabled=phone)
        own = self.command("Browser.getVersion")["userAgent"].replace("Headless", "")
        self.command("Emulation.setUserAgentOverride", userAgent=PHONE if phone else own)

    def run_at_start(self, source: str) -> None:
        """Run a script in each page before its own."""
        self.command("Page.addScriptToEvaluateOnNewDocument", source=source)

    def open(self, url: str, ready: str = LOADED, seconds: float = PATIENCE) -> None:
        """Go to an address and wait until an expression is true there."""
        self.command("Page.navigate", url=url)
        self.wait(ready, seconds)

    def wait(self, condition: str, seconds: float = PATIENCE) -> None:
        """Wait until an expression is true."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            # the page may be between two documents
            with contextlib.suppress(BrowserError):
                if self.evaluate(f"Boolean({condition})"):
                    return
            time.sleep(0.05)
        raise BrowserError(f"waited {seconds} s in vain for {condition}")

    def cookie(self, address: str, name: str, value: str) -> None:
        """Set a cookie; those that were there before are gone."""
        self.command("Network.clearBrowserCookies")
        self.command("Network.setCookie", name=name, value=value, url=address)

    def picture(self, path: Path) -> None:
        """Save what the screen shows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        answer = self.command("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    def take_trouble(self) -> list[tuple[str, str]]:
        """What went wrong since this was last asked."""
        taken, self.trouble = self.trouble, []
        return taken
