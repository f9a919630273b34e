"""Reads a paper back: as text that can be copied, and as a scanner sees it when it is printed."""

import io

import pypdf
import pypdfium2
import zxingcpp

LABEL_PRINTER_DPI = 203


def text_of(pdf: bytes) -> str:
    """Return all text of a PDF, spaces and lines folded."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def about(pdf: bytes) -> tuple[str, str]:
    """Return a PDF's title and language."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    return str(reader.metadata.title or ""), str(reader.root_object.get("/Lang", ""))


def codes_of(pdf: bytes) -> set[str]:
    """Return what a scanner reads from a PDF that was printed at 203 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    scale = LABEL_PRINTER_DPI / 72
    pictures = [page.render(scale=scale, grayscale=True).to_numpy() for page in document]
    document.close()
    return {code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)}
