"""Jobs through procrastinate: reactions fed by the dispatcher, and work by the clock.

Nothing is deferred inside a request: procrastinate's triggers notify, and that is slow in writing
transactions. A job that fails is tried again, later each time; one whose worker was killed begins again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from procrastinate import App, PsycopgConnector, RetryStrategy

from zencho.kernel.events import EVENTS
from zencho.kernel.outbox import Delivery
from zencho.kernel.reactions import Periodic, Reaction
from zencho.kernel.work import Actor, Database, Work

SCHEMA = "jobs"
CONCURRENCY = 4
STALLED_SECONDS = 60.0  # a worker says every ten seconds that it lives
_BEAT_SECONDS = 15.0  # an idle transaction is ended after a minute
_RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


class Jobs:
    """The job queue of one process. `actor` is who jobs run as; each job is one transaction."""

    def __init__(
        self,
        dsn: str,
        database: Database,
        actor_for: Callable[[str], Actor],
        *,
        reactions: Sequence[Reaction],
        periodic: Sequence[Periodic],
        failed_kept_days: int = 30,
    ) -> None:
        self._database = database
        self._actor_for = actor_for
        self._reactions = {each.name: each for each in reactions}
        options = {"options": f"-c search_path={SCHEMA},public"}
        connector = PsycopgConnector(conninfo=dsn, kwargs=options, min_size=1, max_size=CONCURRENCY + 2)
        self.app = App(connector=connector)
        self._task = self.app.task(name="react", retry=_RETRY)(self._react)
        for each in periodic:
            declare = self.app.task(name=each.name, retry=_RETRY, queueing_lock=each.name)
            task = declare(_by_the_clock(self, each))
            self.app.periodic(cron=each.cron)(task)
        self._failed_kept_hours = 24 * failed_kept_days
        tidy = self.app.task(name="tidy", queueing_lock="tidy")(self._tidy)
        self.app.periodic(cron="* * * * *")(tidy)

    async def deliver(self, batch: Sequence[Delivery]) -> None:
        """Defer a job for each reaction to each event of the batch."""
        jobs: list[dict[str, Any]] = [
            {"reaction": reaction.name, "event": delivery.name, "data": delivery.data}
            for delivery in batch
            for reaction in self._reactions.values()
            if reaction.event.name == delivery.name
        ]
        if jobs:
            await self._task.batch_defer_async(*jobs)

    async def run(self) -> None:
        """Work until cancelled; `app.open_async()` must stand around it."""
        await self.app.run_worker_async(
            concurrency=CONCURRENCY, install_signal_handlers=False, delete_jobs="successful"
        )

    async def until_idle(self, seconds: float = 10.0) -> None:
        """Wait until no job is waiting or running, for tests and the demo. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                counts = await self.app.job_manager.list_queues_async()
                if not any(queue["todo"] + queue["doing"] for queue in counts):
                    return
                await asyncio.sleep(0.02)

    async def _react(self, reaction: str, event: str, data: dict[str, Any]) -> None:
        wanted = self._reactions.get(reaction)
        if wanted is None:
            return  # a reaction of an older version
        async with self._database.work(self._actor_for("reaction")) as work:
            await wanted.run(work, EVENTS[event].from_json(data))

    async def _tidy(self, timestamp: int) -> None:
        """Begin again what a killed worker left half done; forget what failed long ago."""
        manager = self.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            await manager.retry_job(job)
        await manager.delete_old_jobs(
            self._failed_kept_hours, include_failed=True, include_cancelled=True, include_aborted=True
        )


def _by_the_clock(jobs: Jobs, periodic: Periodic) -> Callable[..., Awaitable[None]]:
    async def run(timestamp: int) -> None:
        is_more = True
        while is_more:
            async with jobs._database.work(jobs._actor_for("purge")) as work:
                is_more = await periodic.run(work) is True

    return run


@asynccontextmanager
async def staying_open(work: Work) -> AsyncIterator[None]:
    """Keep the job's own transaction from being ended for saying nothing, while others work for it."""

    async def beat() -> None:
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            await work.ask("SELECT 1")

    beating = asyncio.create_task(beat(), name="staying-open")
    try:
        yield
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
