"""What is to be measured, one row of a table at a time, and where it is kept."""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable


@dataclass
class Job:
    """One row of a table: what it is about, how to measure it, and about how long that takes."""

    part: str
    key: dict
    seconds: float
    measure: Callable[[], dict]

    @property
    def name(self):
        """The row for people."""
        return " ".join([self.part, *(f"{key}={value}" for key, value in self.key.items())])


class Results:
    """The rows so far, in a file after each of them, so that an interrupted run loses nothing."""

    def __init__(self, head, path=None, resume=False):
        self.path = path
        self.values = dict(head)
        if resume and path and path.exists():
            self.values = {**json.loads(path.read_text()), **head}

    def has(self, job):
        """Whether the row of `job` is there."""
        return any(all(row.get(key) == value for key, value in job.key.items())
                   for row in self.values.get(job.part, []))

    def add(self, job, row):
        """Add a row and save."""
        self.values.setdefault(job.part, []).append({**job.key, **row})
        self.save()

    def save(self):
        """Write the file, whole or not at all."""
        if self.path:
            draft = Path(f"{self.path}.tmp-{self.path.name}")
            draft.write_text(json.dumps(self.values, indent=1) + "\n")
            draft.replace(self.path)


def clock(seconds):
    """Seconds as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def run(jobs, results):
    """Measure what is not there yet, and say on standard error how far it is."""
    open_jobs = [job for job in jobs if not results.has(job)]
    total = sum(job.seconds for job in open_jobs)
    print(f"{len(open_jobs)} rows of {len(jobs)} to measure: about {clock(total)} minutes, and the "
          "builds before them", file=sys.stderr)
    begin, done = time.monotonic(), 0.0
    for number, job in enumerate(open_jobs, 1):
        elapsed = time.monotonic() - begin
        # What the rows so far took, against their estimates, corrects the rest.
        pace = elapsed / done if done > 30 else 1
        print(f"[{number}/{len(open_jobs)}, {clock(elapsed)}, {clock(pace * (total - done))} left] "
              f"{job.name}", file=sys.stderr, flush=True)
        results.add(job, job.measure())
        done += job.seconds
