"""Which URLs are pages, and where each is held against axe: in the chain, before it, or beside it."""

CHAIN = {
    "home", "monitoring-index", "tabel-detail", "account_login", "werk:detail",
    "aanvraag-list", "aanvraag-detail", "regiovisie", "activiteitenplan", "overeenkomst", "partner-list", "begroting",
    "paragraaf-edit", "partner-create", "partner-edit", "rij-create", "ondertekening-edit", "controle", "plan-read",
    "akkoord", "akkoord-answer", "aanvraag-submit", "indiening-detail", "aanvraag-accept",
    "toewijzing-list", "beoordeling-assign", "beoordeling-list", "beoordeling-detail", "beoordeling-hand-in",
    "beoordeling-read", "beoordeling-compare", "advies-edit", "advies-deelaspect", "advies-settle",
    "besluit-list", "besluit-advies", "besluit-vergelijking", "besluit-draft", "besluit-detail", "besluit-send",
}  # fmt: skip
ASIDE = {
    "onderzoek",
    "accessibility", "privacy", "about", "aanvraag-start", "aanvraag-withdraw", "ronde-list", "ronde-detail",
    "antwoord-history",
    "partner-table",
    "aanbod-list", "aanbod-school", "aanbod-instroom", "aanbod-gewenst", "docententekort-edit", "prognose-edit",
    "planning-detail", "risico-matrix", "rode-draad",
    "supplement-detail", "supplement-request", "supplement-submit", "supplement-recall", "supplement-draft",
    "dossierbrief", "oordeel", "besluit-set-aside", "verschil", "beoordeling-verschil",
    "uitstel-grant", "storing-record", "ronde-open", "ronde-change", "rij-edit", "rij-delete",
    "lid-list", "lid-create", "lid-detail", "lid-role", "lid-role-edit",
    "belang-list", "belang-report", "belang-create", "belang-edit",
    "school-list", "school-create", "ronde-samenhang", "wens-create", "wens-list", "aanbod-telling",
    "beoordeling-deelaspect", "beoordeling-decline", "beoordeling-excuse", "besluit-return",
    "besluit-version", "besluit-drop", "besluit-replace", "grondslag-list", "besluittekst-edit", "afzender-edit",
    "regio-list", "regio-members", "member-add", "member-role", "member-end",
    "conceptcheck", "conceptcheck-list", "conceptcheck-detail",
    "sjabloon-list", "sjabloon-detail", "sjabloon-edit", "sjabloon-versie",
    "sjabloon-decide",
    "bericht-list", "bericht-detail", "werk:list", "werk:retry-all",
    "user-list", "user-invite", "user-detail", "user-edit", "user-close", "user-open", "role-give", "role-end",
    "account_logout", "account_signup", "account_inactive", "account_reauthenticate", "account_change_password",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}  # fmt: skip
VOORAF = {
    "vooraanmelden", "vooraanmelden-confirm", "vooraanmelding-detail", "vooraanmelding-regio",
    "vooraanmelding-gemeenten", "vooraanmelding-scholen", "vooraanmelding-contact", "vooraanmelding-verklaringen",
    "vooraanmelding-submit", "vooraanmelding-reopen", "vooraanmelding-withdraw",
    "vooraanmelding-list", "vooraanmelding-overlap", "vooraanmelding-compare", "vooraanmelding-merge",
    "vooraanmelding-accept", "vooraanmelding-refuse", "vooraanmelding-split", "vooraanmelding-send-back",
    "vooraanmelding-undo", "vooraanmeldperiode-close",
}  # fmt: skip
TWEESTAPS = {
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp",
    "mfa_add_webauthn", "factor-remove", "session-list", "mfa_generate_recovery_codes", "user-factors",
}  # fmt: skip
NO_PAGE = {  # files, buttons, parts of a page, and addresses that allauth has and this portal does not offer
    "health", "health-ready", "tabel-download", "aanvraag-bestand", "begroting-xlsx", "dossier-pdf", "plan-json",
    "tabel-csvw",
    "indiening-pdf", "dossierbrief-pdf", "bericht-resend", "sjabloon-put-back", "conceptcheck-bestand",
    "sjabloon-withdraw",
    "antwoord-save", "aanwezig",
    "beoordeling-bestand", "beoordeling-dossier", "besluit-pdf", "besluit-zip", "besluit-zip-download",
    "besluit-version-pdf",
    "akkoord-open", "akkoord-remind", "akkoord-bestand",
    "session-end", "session-end-others",
    "besluit-offer", "besluit-approve", "user-reinvite", "werk:state", "werk:progress", "werk:retry", "partner-search",
    "member-invite", "vooraanmelding-start", "vooraanmelding-verklaring", "vooraanmelding-xlsx",
    "partner-table-empty",
    "account-not-offered", "account_email", "account_confirm_email", "account_email_verification_sent",
    "account_set_password", "account_confirm_login_code",
}  # fmt: skip
