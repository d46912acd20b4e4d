"""Which answers of a mail server are a no for good (RFC 5321 §4.2.1, RFC 3463)."""

import smtplib

UNSENDABLE = "Dit bericht kan niet als mail worden verstuurd. Controleer het e-mailadres."
REFUSED = "De mailserver weigert dit bericht voorgoed. Controleer het e-mailadres. Antwoord van de mailserver:"
POLICY = "5.7."  # what the server may not do for this sender: a fault in the settings of one of both, that is mended


def find_refusal(error):
    """Why this mail will never be taken, in Dutch; empty when trying again later may help.

    For good is a 5xx answer to the recipient or the mail itself. One to the connection or to the sender holds for
    every mail until someone mends the settings, so those are tried again.
    """
    if isinstance(error, ValueError):
        return UNSENDABLE
    code, text = read_answer(error)
    if code // 100 != 5 or text.startswith(POLICY):
        return ""
    return f"{REFUSED} {code} {text}"


def read_answer(error):
    """(code, text on one line) of the answer to the recipient or the mail; (0, "") for any other error."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPDataError):
        code, answer = error.smtp_code, error.smtp_error
    else:
        return 0, ""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return code, " ".join(text.replace("\0", "").split())
