"""A network in the format of the one that finds people, small enough to be written by hand: people are bright."""

from __future__ import annotations

import hashlib

from rtstyle.modeling import person_mask


def _varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number, value):
    """A field of a protocol buffer: an integer, or bytes, text or another message."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _tensor(name, shape):
    dims = b"".join(_field(1, _field(1, side)) for side in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, 1) + _field(2, dims)))


def bright_people(side=64, channels=3):
    """ONNX: (1, side, side, channels) float32 → (1, side, side, 1) float32, the mean of the channels."""
    axes = _field(1, "axes") + _field(8, 3) + _field(20, 7)
    node = _field(1, "in") + _field(2, "out") + _field(4, "ReduceMean") + _field(5, axes)
    graph = _field(1, node) + _field(2, "bright")
    graph += _field(11, _tensor("in", (1, side, side, channels))) + _field(
        12, _tensor("out", (1, side, side, 1))
    )
    return _field(1, 7) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 11))


def provide_person_mask(monkeypatch, data=None):
    """Puts it where the true one would be, as if it were the one that was published."""
    data = bright_people() if data is None else data
    monkeypatch.setattr(person_mask, "SHA256", hashlib.sha256(data).hexdigest())
    path = person_mask.person_mask_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
