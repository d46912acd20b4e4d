"""A QR code as one path, which a page draws itself: no picture from elsewhere, no style."""

import qrcode

BORDER = 4  # squares of white around it, as readers expect


def qr_path(text):
    """(size, path): the number of squares of one side, and the `d` of an SVG path that fills the dark ones."""
    code = qrcode.QRCode(border=BORDER)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, filled in enumerate(row) if filled]
    return len(rows), "".join(dark)
