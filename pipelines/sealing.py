"""Bytes that only who has a document can read: encrypted with a key that is made from the document's own bytes.

A page's reading holds all that is printed there, names and numbers of persons too. The key is not stored anywhere, and
does not follow from the SHA-256 that the tables print of every file. What was changed or damaged does not open.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, NONCE_BYTES = 32, 12
# BLAKE2's personalisation, 16 bytes at most: with other words the same bytes give another key.
PURPOSE = b"lkip readings"


class Damaged(ValueError):
    """Sealed bytes that do not open: damaged, of another document, or under another name."""


def key_of(document: bytes) -> bytes:
    """The key of what belongs to a document, from the bytes of its file."""
    return hashlib.blake2b(document, digest_size=KEY_BYTES, person=PURPOSE).digest()


def seal(content: bytes, key: bytes, name: str) -> bytes:
    """Encrypt, so that it opens with the key and under the name alone."""
    # Drawn anew each time: the same nonce must not serve two contents of one key (NIST SP 800-38D, 8.2.2).
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def unseal(sealed: bytes, key: bytes, name: str) -> bytes:
    """What was sealed with this key under this name.

    Raises:
        Damaged: it was not, or not all of it is here.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged("does not open") from error
