"""Offline speech by programs on this machine: one that speaks (espeak-ng, piper), one that makes the sound small.

Both read standard input and write standard output, which is all that is asked of them. Text and sound are bounded, so
is time; a program that hangs is killed.
"""

from __future__ import annotations

import re
import shlex
import shutil
import struct
import subprocess
from threading import Thread, Timer

from coranto.errors import ModelUnavailable, SettingsError

_LARGEST = 64_000_000
"""Bytes of sound that are taken."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_VOICES = {"zh": "cmn"}
"""Languages that espeak-ng calls by another code."""
_WAV, _MP3 = "audio/wav", "audio/mpeg"


class CommandSpeaker:
    """``ports.outside.Speaker`` over two commands; ``{language}`` in the first is the code of the text's language."""

    def __init__(self, command: str, encoder: str = "", *, timeout: float = 120.0) -> None:
        self._command = _split(command)
        self._encoder = _split(encoder) if encoder and _installed(encoder) else []
        self._timeout = timeout
        self.media_type = _MP3 if self._encoder else _WAV
        self.name = f"{command}|{encoder if self._encoder else ''}"

    def speak(self, text: str, language: str) -> bytes:
        """Return the sound of a text, ``media_type``.

        Raises:
            ModelUnavailable: a program fails, takes too long, or writes too much.
        """
        code = language if _LANGUAGE.fullmatch(language) else "en"
        command = [part.replace("{language}", _VOICES.get(code, code)) for part in self._command]
        sound = _measured(self._run(command, text.encode()))
        return self._run(self._encoder, sound) if self._encoder else sound

    def _run(self, command: list[str], given: bytes) -> bytes:
        try:
            with subprocess.Popen(  # noqa: S603 - the owner's own command, no shell; the text goes to its input
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ) as process:
                return self._exchange(process, given)
        except OSError as error:
            raise ModelUnavailable(f"{command[0]} cannot be run: {error.strerror}", where="speech_command") from error

    def _exchange(self, process: subprocess.Popen[bytes], given: bytes) -> bytes:
        assert process.stdout is not None
        killer = Timer(self._timeout, process.kill)
        feeder = Thread(target=_feed, args=(process, given), daemon=True)
        killer.start()
        feeder.start()
        sound = process.stdout.read(_LARGEST + 1)
        if len(sound) > _LARGEST:
            process.kill()
        status = process.wait()
        killer.cancel()
        feeder.join()
        if status or not sound:
            raise ModelUnavailable("the speech engine gave no usable sound", where="speech_command")
        return sound


def installed_speaker(command: str, encoder: str) -> CommandSpeaker | None:
    """Return a speaker if its program is on this machine, else None.

    Raises:
        SettingsError: a command that cannot be split.
    """
    return CommandSpeaker(command, encoder) if command and _installed(command) else None


def _installed(command: str) -> bool:
    parts = _split(command)
    return bool(parts) and shutil.which(parts[0]) is not None


def _split(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise SettingsError(f"{command!r} is no command: {error}", where="speech_command") from error


def _feed(process: subprocess.Popen[bytes], given: bytes) -> None:
    """Write what a program reads, in a thread of its own, since it may write before it has read everything."""
    assert process.stdin is not None
    try:
        process.stdin.write(given)
        process.stdin.close()
    except OSError:
        return  # it ended, or was killed, before it had read everything


def _measured(sound: bytes) -> bytes:
    """Write the lengths into a WAV header that was written to a pipe before they were known."""
    at = sound.find(b"data", 12, 4096)
    if not sound.startswith(b"RIFF") or at < 0:
        return sound
    start = at + 8
    lengths = struct.pack("<I", len(sound) - 8), struct.pack("<I", len(sound) - start)
    return sound[:4] + lengths[0] + sound[8 : at + 4] + lengths[1] + sound[start:]
