from tests.verapdf import assert_archival

__all__ = ["assert_archival"]
