"""Runs the window for a long time at full speed, with recordings and swaps, and tells whether anything grows.

The window is the true one: it is given its commands from outside, by OSC, and paints a moving scene faster than the
machine can, so that no moment is idle. Every ten seconds a row is written: memory, threads, descriptors, frames,
delays, and what a frame costs in the processor's own time, which others that share the machine change least.

    QT_QPA_PLATFORM=offscreen python tools/soak.py --minutes 60 --output soak.csv

It ends with 1 where something grew: see docs/reliability.md.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from rtstyle.gui import session as sessions
from rtstyle.gui.app import run_window

SAMPLE_S, ACT_S = 10.0, 2.0
RECORD_S, PAUSE_S = 45.0, 15.0
WARM_UP_S = 300.0
MOST_MB = 50.0
COLUMNS = (
    "seconds",
    "rss_mb",
    "threads",
    "descriptors",
    "children",
    "frames",
    "fps",
    "p50_ms",
    "p95_ms",
    "cpu_ms",
    "swaps",
    "recordings",
    "load",
)


class Soak:
    """Turns the window's controls, and writes down how it is doing, from a thread beside it."""

    def __init__(self, seconds: float, table: Path, recordings: Path) -> None:
        self.seconds, self.recordings = seconds, recordings
        self.rows: list[dict[str, float]] = []
        self.session: sessions.LiveSession | None = None
        self.port = 0
        self._table, self._chance = table, random.Random(0)  # noqa: S311 - nothing is to be kept secret
        self._swaps = self._made = 0
        self._counted = (0, 0.0)
        self.thread = threading.Thread(target=self._run, name="soak", daemon=True)

    def _run(self) -> None:
        from pythonosc.udp_client import SimpleUDPClient  # noqa: PLC0415 - an extra

        client = SimpleUDPClient("127.0.0.1", self.port)
        begun, sampled, recorded, recording = time.monotonic(), 0.0, 0.0, False
        with self._table.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            while (now := time.monotonic() - begun) < self.seconds:
                self._act(client)
                if now - recorded > (RECORD_S if recording else PAUSE_S):
                    recording, recorded = not recording, now
                    client.send_message("/rtstyle/record", int(recording))
                    self._made += recording
                    self._forget_recordings()
                if now - sampled >= SAMPLE_S and (row := self._sample(now)):
                    sampled = now
                    self.rows.append(row)
                    writer.writerow(row)
                    file.flush()
                time.sleep(ACT_S)
        os.kill(os.getpid(), 2)

    def _act(self, client: object) -> None:
        chance = self._chance
        send = client.send_message  # type: ignore[attr-defined]
        pick = chance.random()
        self._swaps += 1
        if pick < 0.5:
            send("/rtstyle/style/next", [])
        elif pick < 0.7:
            send("/rtstyle/mix/x", chance.random())
            send("/rtstyle/mix/y", chance.random())
        elif pick < 0.8:
            send("/rtstyle/strength", 0.5 + chance.random() / 2)
        elif pick < 0.85:
            send("/rtstyle/stroke_scale", chance.choice([0.5, 1.0, 2.0]))
        elif pick < 0.9:
            send("/rtstyle/underpainting", chance.choice([0.0, 0.5]))
        elif pick < 0.95:
            send("/rtstyle/preserve_color", chance.choice(["none", "luminance", "coral"]))
        else:
            send("/rtstyle/snapshot", [])

    def _forget_recordings(self) -> None:
        """An hour of them needs the room of one."""
        for folder in (self.recordings, self.recordings.with_name("snapshots")):
            kept = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime)
            for path in kept[:-2]:
                path.unlink()

    def _sample(self, now: float) -> dict[str, float] | None:
        measured = self.session.measure() if self.session is not None else None
        if measured is None:
            return None
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        shown = measured.latency.get("preview")
        counted = (measured.frames_out, time.process_time())
        frames, cpu_s = (now - before for now, before in zip(counted, self._counted, strict=True))
        self._counted = counted
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        values = (
            now,
            int(status["VmRSS"].split()[0]) / 1024,
            int(status["Threads"]),
            len(list(Path("/proc/self/fd").iterdir())),
            len(children),
            measured.frames_out,
            measured.fps_out,
            shown.p50_ms if shown else 0.0,
            shown.p95_ms if shown else 0.0,
            1000 * cpu_s / max(frames, 1),
            self._swaps,
            self._made,
            os.getloadavg()[0],
        )
        return {name: round(value, 1) for name, value in zip(COLUMNS, values, strict=True)}


def verdict(rows: list[dict[str, float]]) -> bool:
    """Prints how the first five minutes after the warm-up compare with the last five. Whether nothing grew."""
    settled = [row for row in rows if row["seconds"] >= WARM_UP_S] or rows
    first = [row for row in settled if row["seconds"] < settled[0]["seconds"] + WARM_UP_S]
    last = [row for row in settled if row["seconds"] > settled[-1]["seconds"] - WARM_UP_S]
    done = {name: int(rows[-1][name]) for name in ("frames", "recordings", "swaps")}
    print(f"{done['frames']} frames, {done['recordings']} recordings, {done['swaps']} commands")
    for name in COLUMNS[1:10]:
        values = [row[name] for row in settled]
        before, after = (statistics.median(row[name] for row in part) for part in (first, last))
        print(f"{name}: {before:g} → {after:g} (least {min(values):g}, most {max(values):g})")
    memory = [row["rss_mb"] for row in settled]
    return max(memory) - min(row["rss_mb"] for row in first) <= MOST_MB


def main() -> int:
    """Runs the window, then says what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--output", type=Path, default=Path("soak.csv"))
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--port", type=int, default=19000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RTSTYLE_HOME"] = folder
        home = Path(folder)
        recordings, snapshots = home / "recordings", home / "snapshots"
        for place in (recordings, snapshots):
            place.mkdir()
        soak = Soak(60 * arguments.minutes, arguments.output, recordings)
        soak.port = arguments.port

        class WatchedSession(sessions.LiveSession):
            def __init__(self, *args: object, **named: object) -> None:
                super().__init__(*args, **named)  # type: ignore[arg-type]
                soak.session = self

        sessions.LiveSession = WatchedSession  # type: ignore[misc]
        soak.thread.start()
        run_window(
            picture={"size": arguments.size},
            source="synthetic",
            source_width=320,
            source_height=180,
            fps=240.0,
            osc=str(arguments.port),
            recordings=str(recordings),
            snapshots=str(snapshots),
        )
    return 0 if verdict(soak.rows) else 1


if __name__ == "__main__":
    sys.exit(main())
