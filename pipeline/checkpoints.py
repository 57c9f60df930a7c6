"""Lets an analysis go on where an earlier one of the same request was broken off.

A finished stage is handed over as bytes, under a name that stands for all that the stage depends on: the request,
the stages before it, the code, its data and its libraries. So what another version left is never taken up. Where
the bytes lie is the caller's business.

Stages before the user's decisions do not depend on them: they serve every analysis of the request, whatever was
decided, and their names say so (``lasts``).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Protocol, TypeVar

import msgspec
from msgspec.msgpack import Decoder

from pipeline.model import Request, Stage
from pipeline.version import fingerprint

_T = TypeVar("_T")
_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_LASTING = "lasting-"
_QUICKLY = 1  # a tenth of the size at a twentieth of the time that the stages took


def lasts(name: str) -> bool:
    """Whether a stage by this name serves later analyses of the same files with other decisions."""
    return name.startswith(_LASTING)


class Memory(Protocol):
    """What outlives an analysis that is broken off."""

    @property
    def known(self) -> Mapping[str, bytes]:
        """What earlier analyses have kept, by name."""

    def keep(self, name: str, data: bytes, /) -> None:
        """Keep a finished stage. May raise to stop the analysis."""


class Checkpoints:
    """The stages of one analysis, each computed only if it is not known."""

    def __init__(self, memory: Memory | None, request: Request) -> None:
        """:param memory: None: every stage is computed and nothing is kept."""
        self._memory = memory
        self._name = hashlib.blake2b(digest_size=16)
        self._prefix = _LASTING
        if memory is not None:
            self._name.update(fingerprint().encode() + _encode(replace(request, decisions=())))

    def decided(self, decisions: object) -> None:
        """From here on the stages depend on these decisions too."""
        self._prefix = ""
        self._name.update(_encode(decisions))

    def stage(self, stage: Stage, decoder: Decoder[_T], compute: Callable[[], _T]) -> _T:
        """The outcome of a stage, which ``decoder`` reads; whoever calls this keeps to the order of the stages."""
        if self._memory is None:
            return compute()
        self._name.update(stage.label.encode())
        name = self._prefix + self._name.hexdigest()
        if (data := self._memory.known.get(name)) is not None:
            with suppress(msgspec.MsgspecError, zlib.error):  # damaged: as if it were not known
                return decoder.decode(zlib.decompress(data))
        outcome = compute()
        self._memory.keep(name, zlib.compress(_encode(outcome), _QUICKLY))
        return outcome
