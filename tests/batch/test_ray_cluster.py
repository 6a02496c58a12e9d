"""Two nodes on this machine, one of which is lost. Ray is large, and is not installed by `make`."""

from __future__ import annotations

import socket

import pytest

from rtstyle.batch.ray_cluster import RayExecutor
from rtstyle.errors import BatchError
from tests.media_fixtures import Clip, make_clip

ray = pytest.importorskip("ray", reason="needs Ray, the extra ray, which is some 200 MB large")

# Ray leaves sockets and files to the interpreter's end.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def cluster():
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 100 * 2**20}
    found = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    found.add_node(**node)
    yield found
    found.shutdown()


def test_no_cluster_is_told(settings, tmp_path):
    from rtstyle.batch.tasks import Assignment

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(BatchError, match=f"no Ray cluster at {address}: .*start one with: ray start"):
            RayExecutor(Assignment(settings, "d", str(tmp_path)), address)


def test_a_lost_node_costs_nothing(cluster, tmp_path, run_batch):
    folder = tmp_path / "in"
    folder.mkdir()
    options = {"preset": "ultrafast", "crf": "10", "g": "15", "sc_threshold": "0"}
    make_clip(folder / "long.mp4", Clip(frames=120, options=options))
    make_clip(folder / "short.mp4", Clip(frames=9))
    (folder / "bad.png").write_bytes(b"junk")
    nodes = list(cluster.worker_nodes)
    assert len(nodes) == 1

    def observe(snapshot):
        # When the first results are there, both nodes are busy.
        if snapshot.done and nodes:
            cluster.remove_node(nodes.pop(), allow_graceful=False)

    summary = run_batch(
        [folder], tmp_path / "out", lambda a: RayExecutor(a, cluster.address), observer=observe
    )
    assert not nodes
    assert sorted((r.output, r.frames) for r in summary.done) == [("long.mp4", 120), ("short.mp4", 9)]
    assert [r.output for r in summary.failed] == ["bad.png"]
    assert summary.workers in {1, 2}
