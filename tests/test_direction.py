"""Which languages are written from right to left, by their BCP 47 tags."""

from __future__ import annotations

import pytest

from dateline.render.words import right_to_left


@pytest.mark.parametrize(
    "tag",
    ["ar", "fa-IR", "he", "UR", "ps", "ckb", "yi", "dv", "sd", "ug", "prs", "uz-Arab", "az-Arab", "AZ-arab-IR", "pa-PK",
     "ku-Arab", "ku-IQ", "uz-AF", "zh-yue-Hebr", "ar-arz", "ar-x-latn", "ff-Adlm", "arc-Syrc"],
)  # fmt: skip
def test_from_right_to_left(tag: str) -> None:
    assert right_to_left(tag)


@pytest.mark.parametrize(
    "tag",
    ["en", "uk", "tr", "az", "uz", "ku", "pa", "ar-Latn", "fa-Latn-IR", "he-Latn", "sr-Latn", "sd-Deva", "sd-IN", "ug-Cyrl",
     "uz-Cyrl-AF", "en-x-arab", "de-1996", "arn", ""],
)  # fmt: skip
def test_from_left_to_right(tag: str) -> None:
    assert not right_to_left(tag)
