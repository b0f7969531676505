"""The processes that are measured, and how they take turns."""

import functools
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent
# After the first round a variant of a peer that is slower than this share of its best is left out.
KEPT_SHARE = 0.85


def build(package, *options):
    """Build `package` and return the folder of its programs."""
    command = ["swift", "build", "--package-path", str(package), *options]
    subprocess.run(command, check=True, stdout=sys.stderr)
    found = subprocess.run(
        [*command, "--show-bin-path"], check=True, capture_output=True, text=True)
    return Path(found.stdout.strip())


class Worker:
    """A process that answers requests, one JSON line each."""

    last = None

    def __init__(self, *command):
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)

    def ask(self, **request):
        """The answer to `request`."""
        if Worker.last not in (None, self):
            # Threads of the worker that was asked last may spin for a moment after their work.
            time.sleep(0.2)
        Worker.last = self
        try:
            print(json.dumps(request), file=self.process.stdin, flush=True)
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise SystemExit(f"benchmark: a worker ended while it was asked {request}")
        return json.loads(line)

    def close(self):
        """Let the process end."""
        self.process.stdin.close()
        self.process.wait()


class Competitors:
    """Ours and the peers, each started when it is asked for the first time."""

    def __init__(self, options):
        self.options = options
        self.workers = {}

    @functools.cached_property
    def program(self):
        """Our program."""
        return build(HERE, "-c", "release") / "recurrent-benchmark"

    @functools.cached_property
    def catalogue(self):
        """The names of all activations."""
        return subprocess.run(
            [self.program, "catalogue"], text=True, check=True,
            capture_output=True).stdout.split()

    @functools.cached_property
    def peers(self):
        """The peers that are installed, each with one and with two threads: names and scripts."""
        scripts = {}
        for name, module in (("PyTorch", "torch"), ("JAX", "jax")):
            found = subprocess.run(
                [sys.executable, "-c", f"import {module}"], capture_output=True, check=False)
            if found.returncode != 0:
                print(f"{name} is left out: pip install {module}", file=sys.stderr)
                continue
            for threads in (1, 2):
                scripts[name, threads] = HERE / "peers" / f"{module}_worker.py"
        return scripts

    def worker(self, name):
        """The worker `name`: "ours", or a key of `peers`."""
        if name not in self.workers:
            corpus = self.options.corpus
            if name == "ours":
                self.workers[name] = Worker(self.program, corpus)
            else:
                self.workers[name] = Worker(sys.executable, self.peers[name], corpus, name[1])
        return self.workers[name]

    def asker(self, name, what, **request):
        """A function that asks the worker `name` and returns its answer."""
        return lambda: self.worker(name).ask(**self.request(what, **request))

    def request(self, what, **request):
        """A request with everything that it does not say."""
        return {"what": what, "batch_size": 32, "steps": 64, "threads": 1,
                "seconds": self.options.seconds, **request}

    def ask_alone(self, text, **request):
        """The answer of a process of its own, which has done nothing else."""
        worker = Worker(self.program, text)
        answer = worker.ask(**self.request(**request))
        worker.close()
        return answer

    def rounds(self, measures):
        """Run `measures`, name to function, A B C A B C; name to (median, all of the values).

        Where names are tuples, those with the same first part are variants of one peer: from the
        second round on only the best are measured.
        """
        values = {name: [] for name in measures}
        names = list(measures)
        for _ in range(self.options.rounds):
            for name in names:
                values[name].append(measures[name]()["characters_per_second"])
            best = {}
            for name in names:
                if isinstance(name, tuple):
                    best[name[0]] = max(best.get(name[0], 0), values[name][0])
            names = [name for name in names if not isinstance(name, tuple)
                     or values[name][0] >= KEPT_SHARE * best[name[0]]]
        return {name: (statistics.median(values[name]), values[name]) for name in names}

    def close(self):
        """Let all workers end."""
        for worker in self.workers.values():
            worker.close()


