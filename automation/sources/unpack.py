"""Unpacks an Office file (拆包) only after its zip has been looked through: the readers skip checksums and limits."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from automation.sources.refusal import refuse
from automation.terms import refusals as reasons

MAX_ENTRIES = 1_000
MAX_PART = 100 * 2**20  # bytes, inflated
MAX_TOTAL = 200 * 2**20
MAX_RATIO = 1_000
RATIO_FROM = 2**20  # bytes inflated before the ratio counts: honest sheets reach 500
LOCAL_HEADER = b"PK\x03\x04"
HEADER_LENGTH = 30
FIRST_DAY = 33  # 1980-01-01 in a zip's own count
ENCRYPTED, UTF8_NAME = 0x1, 0x800  # bits of an entry's flags


def unpack(data: bytes) -> dict[str, bytes]:
    """Every part of a zip by its name, each inflated to its end and compared with its checksum.

    Raises RefusedFile where the zip is damaged, beyond the limits, or built to be read differently by two programs.
    """
    if not data.startswith(b"PK"):
        raise refuse("not_a_workbook")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise refuse("damaged_workbook", reasons.CUT) from error
    _check_entries(entries)
    return {entry.filename: _inflate(data, entry) for entry in entries if not entry.is_dir()}


def pack(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts, uncompressed, for a reader that must see some of them changed.

    Written by hand, which takes a tenth of the time zipfile does: it is done for every form.
    """
    body, directory, place = [], [], 0
    for name, content in parts.items():
        raw = name.encode()
        shared = (UTF8_NAME, 0, 0, FIRST_DAY, zlib.crc32(content), len(content), len(content), len(raw), 0)
        head = struct.pack("<4sHHHHHIIIHH", LOCAL_HEADER, 20, *shared) + raw
        directory.append(struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, *shared, 0, 0, 0, 0, place) + raw)
        body += [head, content]
        place += len(head) + len(content)
    listed = b"".join(directory)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(listed), place, 0)
    return b"".join((*body, listed, end))


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL:
        raise refuse("oversized_workbook", reasons.COUNTS.format(entries=len(entries), size=total))
    if entries and min(entry.header_offset for entry in entries) > 0:
        raise refuse("damaged_workbook", reasons.PREFIXED)
    seen = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise refuse("damaged_workbook", reasons.BAD_NAME.format(name=name))
        if name.casefold() in seen:
            raise refuse("damaged_workbook", reasons.TWICE.format(name=name))
        seen.add(name.casefold())
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (entry.file_size > RATIO_FROM and ratio > MAX_RATIO):
            raise refuse("oversized_workbook", entry.filename)


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """One part's content; what the local header says must be what the directory said."""
    if entry.flag_bits & ENCRYPTED:
        raise refuse("encrypted_workbook")
    start = entry.header_offset
    name_length, extra_length = (int.from_bytes(data[start + at : start + at + 2], "little") for at in (26, 28))
    name = data[start + HEADER_LENGTH : start + HEADER_LENGTH + name_length]
    known = entry.orig_filename.encode("utf-8" if entry.flag_bits & UTF8_NAME else "cp437", "replace")
    begin = start + HEADER_LENGTH + name_length + extra_length
    packed = data[begin : begin + entry.compress_size]
    if not data.startswith(LOCAL_HEADER, start) or name != known or len(packed) != entry.compress_size:
        raise refuse("damaged_workbook", reasons.BAD_NAME.format(name=entry.filename))
    content = packed
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise refuse("damaged_workbook", reasons.CHECKSUM.format(name=entry.filename)) from error
    elif entry.compress_type != zipfile.ZIP_STORED:
        raise refuse("damaged_workbook", reasons.NO_XML.format(name=entry.filename))
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise refuse("damaged_workbook", reasons.CHECKSUM.format(name=entry.filename))
    return content
