"""How private values are kept: sealed to be read back, or hashed with a key to be compared."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class WrongKeyError(Exception):
    """A sealed value cannot be opened with this key, or was sealed for another column."""


class Vault:
    """Seals and hashes private values with keys derived from one secret.

    A purpose (`"customers.phone"`) goes into both, so that a value moved to another column neither
    opens nor matches there.
    """

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(_derive(secret, b"marketplace seal"))
        self._hash_key = _derive(secret, b"marketplace hash")

    def seal(self, purpose: str, text: str) -> bytes:
        """Encrypts `text` (AES-256-GCM, random nonce in front)."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> str:
        """Decrypts what `seal` made for the same purpose.

        Raises:
            WrongKeyError: made with another key, for another purpose, or damaged.
        """
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, purpose.encode()).decode()
        except InvalidTag:
            raise WrongKeyError(f"a value of {purpose} was sealed with another key") from None

    def hash(self, purpose: str, *parts: str) -> str:
        """A keyed hash (HMAC-SHA-256, hex) by which a value is found or compared, never read."""
        message = "\x1f".join((purpose, *parts)).encode()
        return hmac.new(self._hash_key, message, sha256).hexdigest()


def same(left: str, right: str) -> bool:
    """Whether two texts are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(left.encode(), right.encode())


def _derive(secret: str, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
