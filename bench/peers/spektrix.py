"""What every peer needs to ask the box office: how requests are signed, and the job that the bench hands over."""

import base64
import hashlib
import hmac
import json
import sys
import threading
import time
from email.utils import formatdate
from pathlib import Path

AT_ONCE = 4
"""Requests under way at the same time: as many as ours has."""


class Signer:
    """Signs as documented: BASE64(HMAC-SHA1(secret, METHOD \\n URL \\n DATE)), the URL byte for byte as it is sent."""

    def __init__(self, login: str, secret: str) -> None:
        self._login = login
        self._key = base64.b64decode(secret)

    def headers(self, method: str, url: str) -> dict[str, str]:
        date = formatdate(usegmt=True)
        digest = hmac.new(self._key, f"{method}\n{url}\n{date}".encode(), hashlib.sha1).digest()
        signature = base64.b64encode(digest).decode()
        return {
            "Date": date,
            "Authorization": f"SpektrixAPI3 {self._login}:{signature}",
            "User-Agent": "illuminate-bench/1",
            "Accept": "application/json",
        }


class Job:
    """What is to be read, as the bench recorded it of ours."""

    def __init__(self, file: str) -> None:
        job = json.loads(Path(file).read_text("utf-8"))
        self.base_url: str = job["baseUrl"]
        self.login: str = job["login"]
        self.secret: str = job["secret"]
        self.database: str = job["database"]
        self.folder: str = job["folder"]
        self.lists: list[str] = job["lists"]
        """Catalogues that are read whole, such as `events`."""
        self.events: list[str] = job["events"]
        """Ids of events that are in no list."""
        self.windows: list[dict[str, str]] = job["windows"]
        """Days of orders: `{"from": "2026-01-01", "to": "2026-01-05"}`."""


class Unseen:
    """Each booker is asked for once, however many orders name them."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def of(self, orders: list[dict]) -> list[dict[str, str]]:
        found = []
        with self._lock:
            for order in orders:
                booker = (order.get("customer") or {}).get("id")
                if booker is not None and booker not in self._seen:
                    self._seen.add(booker)
                    found.append({"id": booker})
        return found


def say(word: str) -> None:
    """A line for the bench, with the time at which it was so. On standard error: a tap's output is for its target."""
    print(json.dumps({"bench": word, "at": time.time() * 1000}), file=sys.stderr, flush=True)


def wait_for_go() -> None:
    """The bench measures the idle process, then says go."""
    say("idle")
    input()
