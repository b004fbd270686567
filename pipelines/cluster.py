"""Tasks over a dask.distributed cluster: one that runs already, by its scheduler's address, or one on this machine.

A dask worker does not touch a document itself: it gives it to a process of its own (`pipelines.remote`), under the
limits that hold on one machine, so that no cluster notices what a document does to its process. A worker that is lost
all the same, with its machine, is replaced by whichever is left; a task that was on several lost ones is given up.
"""

from __future__ import annotations

import logging
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from queue import Empty, SimpleQueue
from typing import Generic
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, LocalCluster
from distributed.security import Security

from extract.errors import ToolError
from pipelines.engine import Job, Jobs, Limits, Loss, News, Outcome, Result, Start, Started, Step, Task
from pipelines.remote import ONE_IMAGE, Message, Said, WorkOrder, do_in_worker

# How often the client looks whether it should stop, in seconds.
PULSE_S = 0.2
# A task waits at each thread of the cluster while one is done there: none idles while a result travels.
AHEAD = 2
# Workers come and go; how many there are is asked at most so often, and said so often when there are none.
CAPACITY_S, NOBODY_S = 2.0, 30.0
# How long a scheduler may take to answer, and a first worker to show up.
CONNECT_S, FIRST_WORKER_S = 15.0, 60.0
# How long a result may take to come from its worker before it is asked for again.
FETCH_S = 60.0

__all__ = ["DaskEngine", "WorkOrder"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """Dask workers as an engine.

    Attributes:
        scheduler: Its address; '' starts a cluster of `jobs` workers on this machine for the time of the run.
        jobs: See above.
        limits: Of one task, wherever it is done.
        order: What a worker has to agree with; see `pipelines.remote`.
    """

    scheduler: str
    jobs: int
    limits: Limits
    order: WorkOrder

    def run(
        self, jobs: Jobs[Task], start: Start[Task, Result], *, stop: Callable[[], bool]
    ) -> Iterator[News[Task, Result]]:
        """See `pipelines.engine.Engine`.

        Raises:
            ToolError: the scheduler cannot be reached or is lost, has no worker, or one that runs another program.
        """
        with _client(self.scheduler, self.jobs) as client, closing(_Run[Task, Result](client, self, start)) as run:
            yield from run.news(jobs, stop)


class _Run(Generic[Task, Result]):
    """What one run has on the cluster."""

    def __init__(self, client: Client, engine: DaskEngine, start: Start[Task, Result]) -> None:
        self._client = client
        self._engine = engine
        self._start = pickle.dumps(start)
        self._topic = f"lkip-{uuid4().hex}"
        self._numbers = count(1)
        self._in_hand: dict[str, tuple[Job[Task], Future[Outcome[Task, Result]]]] = {}
        self._started: set[str] = set()
        self._told: SimpleQueue[str | Message] = SimpleQueue()
        self._threads, self._asked, self._nobody_since = 0, -CAPACITY_S, time.monotonic()
        client.subscribe_topic(self._topic, lambda event: self._told.put(Message.of_event(event[1])))

    def close(self) -> None:
        """Take back what is not done: workers end the processes that do it."""
        # A scheduler that is gone has nothing of ours any more.
        with suppress(OSError, TimeoutError, RuntimeError):
            self._client.cancel([future for _, future in self._in_hand.values()], force=True)
            self._client.unsubscribe_topic(self._topic)

    def news(self, jobs: Jobs[Task], stop: Callable[[], bool]) -> Iterator[News[Task, Result]]:
        while (jobs or self._in_hand) and not stop():
            self._hand_out(jobs)
            with suppress(Empty):
                told = self._told.get(timeout=PULSE_S)
                yield from self._outcome(told) if isinstance(told, str) else self._heard(told)
            self._check_client()

    def _hand_out(self, jobs: Jobs[Task]) -> None:
        most = max(1, AHEAD * self._capacity())
        while len(self._in_hand) < most and (job := jobs.take([job for job, _ in self._in_hand.values()])):
            key = f"{self._topic}-{next(self._numbers)}"
            future = self._client.submit(
                do_in_worker,
                job,
                self._start,
                self._engine.limits,
                self._engine.order,
                self._topic,
                key=key,
                pure=False,
            )
            self._in_hand[key] = job, future
            future.add_done_callback(lambda done: self._told.put(done.key))

    def _capacity(self) -> int:
        """Threads of all workers there are now."""
        now = time.monotonic()
        if now - self._asked >= CAPACITY_S:
            self._asked, self._threads = now, sum(self._client.nthreads().values())
            if self._threads:
                self._nobody_since = now
            elif now - self._nobody_since >= NOBODY_S:
                self._nobody_since = now
                _log.warning("no worker is connected to the scheduler; waiting for one")
        return self._threads

    def _heard(self, message: Message) -> Iterator[News[Task, Result]]:
        """What a worker says of a task, which may be done by the time it is heard."""
        if message.said is Said.LOG:
            _log.log(message.level, "%s", message.text)
        elif held := self._in_hand.get(message.key):
            if message.said is Said.STEP:
                yield Step(held[0].task, message.done, message.of, message.page)
            elif message.key not in self._started:
                # Heard once only where a second worker begins anew because the first was lost.
                self._started.add(message.key)
                yield Started(held[0].task, held[0].attempt)

    def _outcome(self, key: str) -> Iterator[News[Task, Result]]:
        job, future = self._in_hand[key]
        if future.status == "cancelled":
            raise _lost_scheduler(self._engine.scheduler)
        try:
            outcome = future.result(timeout=FETCH_S)
        except KilledWorker as error:
            lost = f"{error.allowed_failures + 1} workers of the cluster were lost with it"
            outcome = Outcome(job.task, None, Loss.CRASH, lost, attempt=job.attempt)
        except (ImportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "deserialization" not in str(error):
                raise
            what = "the scheduler or a worker does not have this program"
            raise ToolError(what, self._engine.scheduler, ONE_IMAGE) from error
        except TimeoutError:
            # Its worker was lost after the work: another does it again, and that future will tell.
            future.add_done_callback(lambda done: self._told.put(done.key))
            return
        del self._in_hand[key]
        if key not in self._started:
            yield Started(job.task, job.attempt)
        self._started.discard(key)
        yield outcome

    def _check_client(self) -> None:
        if self._client.status not in ("running", "connecting"):
            raise _lost_scheduler(self._engine.scheduler)


def _lost_scheduler(address: str) -> ToolError:
    return ToolError("the scheduler is gone", address, "start it and run again: what was read is kept")


@contextmanager
def _client(address: str, jobs: int) -> Iterator[Client]:
    # What becomes of workers is told by what becomes of tasks; its own reports of closing ends are no news.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if not address:
        with _local_cluster(jobs) as cluster, Client(cluster, set_as_default=False) as client:
            yield client
        return
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        hint = "start one (dask scheduler) or check the address (tcp://HOST:8786)"
        raise ToolError("no scheduler answers", address, hint) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=FIRST_WORKER_S)
        except TimeoutError as error:
            raise ToolError("the scheduler has no worker", address, f"start some (dask worker {address})") from error
        yield client


@contextmanager
def _local_cluster(jobs: int) -> Iterator[LocalCluster]:
    # A worker starts processes of its own, which daemons may not. Nobody else on this machine can give it work: whoever
    # reaches a scheduler can run what he likes.
    with dask.config.set({"distributed.worker.daemon": False}), _without_interrupts():
        cluster = LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            security=Security.temporary(),
            protocol="tls://",
            silence_logs=logging.CRITICAL,
            # The limits of a task are kept by its own process.
            memory_limit=None,
        )
    with cluster:
        yield cluster


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started meanwhile never sees a Ctrl-C: the client alone decides what ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
