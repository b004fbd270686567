"""Messages between a parent and its worker over a pair of sockets: pickled, each after its length.

A worker waits until its message is through. A parent never waits: a worker that hangs, is stopped or dies in the middle
of a message, or sends without end, must not hold it up.
"""

from __future__ import annotations

import os
import pickle
import socket
import struct
import threading
from collections.abc import Iterator

LENGTH = struct.Struct("!Q")
# So much is taken from one worker before the next has its turn.
READ_BYTES = 1 << 20


class TooMuch(Exception):
    """More was sent than is allowed."""


class Mouthpiece:
    """The worker's end."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._stream = end.makefile("rb")
        # Engines log from threads of their own.
        self._lock = threading.Lock()

    def say(self, message: object) -> None:
        """Send a message. Where nobody listens any more, this process ends."""
        packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            with self._lock:
                self._end.sendall(LENGTH.pack(len(packed)))
                self._end.sendall(packed)
        except OSError:
            os._exit(1)

    def hear(self) -> object:
        """Wait for a message. Raises EOFError: nobody speaks any more."""
        header = self._stream.read(LENGTH.size)
        if len(header) < LENGTH.size:
            raise EOFError
        return pickle.loads(self._stream.read(*LENGTH.unpack(header)))


class Mailbox:
    """The parent's end, which never waits."""

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._outgoing = memoryview(b"")
        self._incoming = bytearray()
        self._closed = False
        self.received = 0

    def fileno(self) -> int:
        """For `selectors`."""
        return self._end.fileno()

    @property
    def is_full(self) -> bool:
        """Whether something waits to be sent."""
        return bool(self._outgoing)

    def post(self, message: object) -> None:
        """Send a message, as far as it goes at once; `flush` sends the rest. Counts anew what is received."""
        packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        self._outgoing = memoryview(LENGTH.pack(len(packed)) + packed)
        self.received = 0
        self.flush()

    def flush(self) -> None:
        """Send what waits, as far as it goes at once."""
        try:
            while self._outgoing:
                self._outgoing = self._outgoing[self._end.send(self._outgoing) :]
        except BlockingIOError:
            return
        except OSError:
            # It is gone; what is read next tells.
            self._outgoing = memoryview(b"")

    def messages(self, limit_bytes: float) -> Iterator[object]:
        """The messages that are here in full.

        Args:
            limit_bytes: Of all that is received after one `post`.

        Raises:
            EOFError: nothing follows.
            TooMuch: more came, or is announced, than the limit.
            Exception: what came is no message.
        """
        self._read()
        if self.received > limit_bytes:
            raise TooMuch
        while len(self._incoming) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._incoming)
            if length > limit_bytes:
                raise TooMuch
            end = LENGTH.size + length
            if len(self._incoming) < end:
                break
            message = pickle.loads(memoryview(self._incoming)[LENGTH.size : end])
            del self._incoming[:end]
            yield message
        if self._closed:
            raise EOFError

    def close(self) -> None:
        """Close this end."""
        self._end.close()

    def _read(self) -> None:
        before = self.received
        try:
            while not self._closed and self.received - before < READ_BYTES:
                part = self._end.recv(READ_BYTES)
                self._closed = not part
                self._incoming += part
                self.received += len(part)
        except BlockingIOError:
            return
        except OSError:
            self._closed = True
