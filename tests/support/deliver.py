"""A sender written from docs/connectors/delivery.md alone: standard library, and the openssl command for signing.

Sends a batch of CSV orders and performances, its parts in reverse; cuts one off in the middle first, and asks what is missing.
Prints the last state. Environment: ILLUMINATE, CONNECTION, KEY_ID, KEY_FILE.
"""

import base64
import csv
import gzip
import hashlib
import http.client
import io
import json
import os
import subprocess
import tempfile
from datetime import datetime, timezone
from decimal import Decimal
from urllib.parse import urlsplit

SERVER = urlsplit(os.environ["ILLUMINATE"])
BASE = f"/api/v1/connections/{os.environ['CONNECTION']}/deliveries"


def sign(text):
    with tempfile.NamedTemporaryFile() as file:
        file.write(text.encode())
        file.flush()
        command = ["openssl", "pkeyutl", "-sign", "-inkey", os.environ["KEY_FILE"], "-rawin", "-in", file.name]
        raw = subprocess.run(command, check=True, capture_output=True).stdout
    return base64.b64encode(raw).decode()


def headers(method, path, body):
    time = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = hashlib.sha256(body).hexdigest()
    text = "\n".join(["illuminate-delivery-v1", method, path, time, os.environ["KEY_ID"], digest])
    return {"Illuminate-Key": os.environ["KEY_ID"], "Illuminate-Time": time, "Illuminate-Signature": sign(text)}


def ask(method, path, body=b""):
    connection = http.client.HTTPConnection(SERVER.netloc, timeout=120)
    connection.request(method, BASE + path, body, headers(method, BASE + path, body))
    answer = connection.getresponse()
    said = json.load(answer)
    if answer.status >= 300:
        raise SystemExit(f"{answer.status} {said}")
    return said


def cut_off(method, path, body):
    """Says how long the body is, sends half of it, and hangs up."""
    connection = http.client.HTTPConnection(SERVER.netloc, timeout=10)
    connection.putrequest(method, BASE + path)
    for name, value in headers(method, BASE + path, body).items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders()
    connection.send(body[: len(body) // 2])
    connection.close()


def table(columns, rows):
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


ORDER = ["order_id", "placed_at", "changed_at", "currency", "order_total", "donations", "customer_id"]
TICKET = ["ticket_id", "performance_id", "ticket_type", "ticket_total"]
AT = "2026-11-24T13:50:11+00:00"
ORDERS = [
    [[f"O-{n}", AT, AT, "EUR", str(Decimal("12.50") * 2 + 1), "1.00", f"C-{n % 7}"] for _ in range(2)] for n in range(300)
]
LINES = [
    [*line, f"T-{n}-{at}", "P-1", 'Adult, "full"', "12.50"] for n, lines in enumerate(ORDERS) for at, line in enumerate(lines)
]
PARTS = [
    ("performances", "none", 1, table(["performance_id", "event_id", "event_name", "starts_at"], [["P-1", "E-1", "Óró, sé do bheatha", "2026-12-01T20:00:00Z"]])),
    ("orders", "gzip", 300, gzip.compress(table(ORDER + TICKET, LINES))),
]

position = ask("GET", "/position")
batch = f"python-{position['nextSequence']}"
manifest = {
    "format": "illuminate-delivery/1",
    "connection": os.environ["CONNECTION"],
    "batch": batch,
    "sequence": position["nextSequence"],
    "createdAt": "2026-11-24T14:00:00Z",
    "period": {"from": "2026-11-24T13:45:00Z", "to": "2026-11-24T14:00:00Z"},
    "personalFields": ["customer.id"],
    "parts": [
        {
            "part": number,
            "kind": kind,
            "format": "csv",
            "encoding": encoding,
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            "records": records,
        }
        for number, (kind, encoding, records, body) in enumerate(PARTS, 1)
    ],
    "totals": {
        "orders": 300,
        "tickets": 600,
        "performances": 1,
        "amounts": {"EUR": {"orders": str(300 * Decimal("26.00")), "tickets": str(600 * Decimal("12.50"))}},
    },
}

state = ask("PUT", f"/batches/{batch}", json.dumps(manifest).encode())
cut_off("PUT", f"/batches/{batch}/parts/2", PARTS[1][3])
missing = ask("GET", f"/batches/{batch}")["missingParts"]
if missing != [1, 2]:
    raise SystemExit(f"missing {missing}")
for number in reversed(missing):
    ask("PUT", f"/batches/{batch}/parts/{number}", PARTS[number - 1][3])
print(json.dumps(ask("POST", f"/batches/{batch}/complete")))
