"""Programs that speak, well-behaved and not."""

from __future__ import annotations

import shutil
import sys
import wave
from io import BytesIO
from pathlib import Path

import pytest

from coranto.errors import ModelUnavailable
from coranto.models.speech import CommandSpeaker, installed_speaker

ECHO = "import sys; sys.stdout.buffer.write(sys.argv[1].encode() + b':' + sys.stdin.buffer.read())"


def program(tmp_path: Path, source: str, name: str = "engine.py") -> str:
    file = tmp_path / name
    file.write_text(source, encoding="utf-8")
    return f"{sys.executable} {file}"


def test_text_goes_in_and_sound_comes_out(tmp_path: Path) -> None:
    """The engine is told the language; what is no code of a language is taken for English."""
    speaker = CommandSpeaker(program(tmp_path, ECHO) + " {language}")
    assert speaker.speak("Grüße", "de") == "de:Grüße".encode()
    assert speaker.speak("x", "-w /etc/passwd") == b"en:x"
    assert speaker.speak("x", "zh") == b"cmn:x"
    assert speaker.media_type == "audio/wav"


def test_the_encoder_makes_it_small(tmp_path: Path) -> None:
    """Where an encoder is installed, what the engine wrote goes through it."""
    encoder = program(tmp_path, "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])", "encoder.py")
    speaker = CommandSpeaker(program(tmp_path, ECHO) + " {language}", encoder)
    assert speaker.speak("abc", "en") == b"cba:ne"
    assert speaker.media_type == "audio/mpeg"


@pytest.mark.parametrize(
    "source",
    [
        "import time; time.sleep(60)",
        "raise SystemExit(3)",
        "pass",
        "import sys\nwhile True: sys.stdout.buffer.write(b'0' * 1_000_000)",
    ],
)
def test_an_engine_that_misbehaves_is_given_up(tmp_path: Path, source: str) -> None:
    """One that hangs, fails, says nothing or never ends is killed and reported."""
    with pytest.raises(ModelUnavailable):
        CommandSpeaker(program(tmp_path, source), timeout=2.0).speak("text" * 50_000, "en")


def test_what_is_not_installed_is_not_offered() -> None:
    """Without the program, or with an empty setting, there is no speaker."""
    assert installed_speaker("no-such-engine --stdout", "") is None
    assert installed_speaker("", "") is None
    assert installed_speaker(f"{sys.executable} -c pass", "no-such-encoder") is not None


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_espeak_speaks() -> None:
    """With espeak-ng, the sound is a WAV whose header says how long it is."""
    speaker = installed_speaker("espeak-ng --stdin --stdout -v {language}", "")
    assert speaker is not None
    with wave.open(BytesIO(speaker.speak("The bridge at Halden reopened on Monday.", "en"))) as sound:
        assert 1.5 < sound.getnframes() / sound.getframerate() < 6
