"""The same box office through dlt: its REST API source, DuckDB as destination, merge on the primary key.

Settings are those that its guide to performance names (dlthub.com/docs/reference/performance), tried one by one.
"""

import os
import sys

os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ["RUNTIME__LOG_LEVEL"] = "ERROR"

import dlt
import duckdb  # noqa: F401  (part of the idle process)
import pyarrow  # noqa: F401
from dlt.common.configuration import configspec
from dlt.common.typing import TSecretStrValue
from dlt.sources.helpers.rest_client.auth import AuthConfigBase
from dlt.sources.rest_api import rest_api_resources

from spektrix import AT_ONCE, Job, Signer, Unseen, say, wait_for_go

# Measured with these settings: jsonl takes the loader three times as long, one worker the normaliser half as long again.
FILE_FORMAT = "parquet"
WORKERS = 2


@configspec
class SpektrixAuth(AuthConfigBase):
    login: str = None
    secret: TSecretStrValue = None

    def __call__(self, request):
        request.headers.update(Signer(self.login, self.secret).headers(request.method, request.url))
        return request


def tune() -> None:
    """Set where the guide says that a default is low: buffers, rotation, workers."""
    dlt.config["extract.workers"] = AT_ONCE
    dlt.config["extract.max_parallel_items"] = AT_ONCE * 4
    dlt.config["data_writer.buffer_max_items"] = 20_000
    dlt.config["sources.data_writer.file_max_items"] = 20_000
    dlt.config["sources.data_writer.disable_compression"] = True
    dlt.config["normalize.workers"] = WORKERS
    dlt.config["normalize.start_method"] = "spawn"
    dlt.config["load.workers"] = WORKERS
    dlt.config["load.delete_completed_jobs"] = True


def box_office(job: Job):
    """Lists, windows of orders, and each booker once by id: the tables that come of it are dlt's own."""
    endpoint = {"paginator": "single_page", "data_selector": "$"}
    client = {"base_url": job.base_url, "auth": SpektrixAuth(login=job.login, secret=job.secret)}
    defaults = {"primary_key": "id", "write_disposition": "merge", "endpoint": endpoint}

    @dlt.resource(selected=False)
    def windows():
        yield job.windows

    @dlt.resource(selected=False)
    def unlisted_events():
        yield [{"id": id} for id in job.events]

    # Dependent resources are named with {braces}; each parent item is then fetched in the thread pool.
    resources = [
        windows,
        {
            "name": "orders",
            "parallelized": True,
            "endpoint": {
                "path": "orders",
                "params": {"DateFrom": "{resources.windows.from}", "DateTo": "{resources.windows.to}"},
            },
        },
        *({"name": name.replace("-", "_"), "endpoint": {"path": name}} for name in job.lists),
    ]
    if job.events:
        resources += [
            unlisted_events,
            {
                "name": "unlisted",
                "table_name": "events",
                "parallelized": True,
                "endpoint": {"path": "events/{resources.unlisted_events.id}", "params": {"$expand": "instances"}},
            },
        ]
    first = rest_api_resources({"client": client, "resource_defaults": defaults, "resources": resources})
    orders = next(resource for resource in first if resource.name == "orders")
    unseen = Unseen()

    @dlt.transformer(data_from=orders, selected=False)
    def bookers(page):
        yield unseen.of(page)

    second = rest_api_resources(
        {
            "client": client,
            "resource_defaults": defaults,
            "resources": [
                bookers,
                {"name": "customers", "parallelized": True, "endpoint": {"path": "customers/{resources.bookers.id}"}},
            ],
        }
    )
    return dlt.source(lambda: [*first, *second], name="spektrix")()


def main() -> None:
    job = Job(sys.argv[1])
    tune()
    wait_for_go()
    pipeline = dlt.pipeline(
        pipeline_name="bench",
        pipelines_dir=job.folder,
        destination=dlt.destinations.duckdb(job.database),
        dataset_name="bench",
    )
    pipeline.extract(box_office(job), loader_file_format=FILE_FORMAT)
    say("extracted")
    pipeline.normalize()
    say("normalised")
    pipeline.load().raise_on_failed_jobs()
    say("done")


if __name__ == "__main__":
    main()
