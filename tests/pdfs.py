"""PDFs as people and programs make them, and some that nobody should have to open."""

import io

import pikepdf


def make_pdf(*texts, change=None, **saving):
    """The bytes of a PDF with a page for each of `texts`; `change(pdf)` alters it before it is saved."""
    pdf = pikepdf.new()
    for text in texts or ("Wij doen mee.",):
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 100 700 Td ({text}) Tj ET".encode())
    if change:
        change(pdf)
    target = io.BytesIO()
    pdf.save(target, deterministic_id=not saving.get("encryption"), **saving)
    return target.getvalue()


def half_of(pdf):
    """The first half, with the mark of the end behind it."""
    return pdf[: len(pdf) // 2] + b"\nendobj\nstartxref\n9\n%%EOF\n"


PDF = make_pdf()
