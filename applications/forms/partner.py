"""The form of a partner: the fields that Bijlage B.3 asks of its kind."""

from django import forms

from applications.forms.rij import RijForm
from applications.forms.velden import DigitsField, PostcodeField, VestigingscodeField, explain_nul
from applications.models import ONDERWIJS, Partner, Partnersoort
from applications.partnerregister import LONGEST, find_vestigingen, link
from sto_portal.vormgeving.forms import Formulierhulp

OF_SCHOOL = ["naam", "vestigingscode", "bevoegd_gezag", "bevoegd_gezag_nummer"]
OF_OTHERS = ["naam", "adres", "postcode", "plaats"]


class PartnersoortForm(forms.Form):
    """Which kind of partner is added; a plan has one penvoerder."""

    use_required_attribute = False
    soort = forms.ChoiceField(
        label="Wat voor partner is het?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de soort partner.", "invalid_choice": "Kies de soort partner."},
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        has_penvoerder = plan.partner_set.filter(soort=Partnersoort.PENVOERDER).exists()
        self.fields["soort"].choices = [
            choice for choice in Partnersoort.choices if not (has_penvoerder and choice[0] == Partnersoort.PENVOERDER)
        ]
        self.helper = Formulierhulp(None, tag=False)


class RegisterForm(forms.Form):
    """What a person looks for in the register of vestigingen; the list is searched at `url` while typing."""

    use_required_attribute = False
    zoek = forms.CharField(
        label="Naam, plaats of BRIN", required=False, max_length=LONGEST, widget=forms.TextInput({"type": "search"})
    )

    def __init__(self, *args, url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zoek"].asked = True
        self.fields["zoek"].widget.attrs |= {
            "autocomplete": "off",
            "hx-get": url,
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#zoek-gevonden",
            "hx-include": "closest form",
            "hx-sync": "this:replace",
        }


class PartnerForm(RijForm):
    """A partner of the kind `soort`. A draft needs name and formats only; what is missing is told at the control.

    In Caribisch Nederland the formats of postcode and KvK number do not hold.
    """

    soort = forms.CharField(widget=forms.HiddenInput)
    vestigingscode = VestigingscodeField(
        label="BRIN en vestigingsnummer", required=False, help_text="6 tekens, bijvoorbeeld 01AB00."
    )
    bevoegd_gezag_nummer = DigitsField(
        digits=5, label="Nummer van het bevoegd gezag", required=False, help_text="5 cijfers."
    )
    kvk_nummer = DigitsField(digits=8, label="KvK-nummer", required=False, help_text="8 cijfers.")
    postcode = PostcodeField(label="Postcode", required=False, help_text="Bijvoorbeeld 1234 AB.")

    class Meta(RijForm.Meta):
        model = Partner
        fields = ["soort", *OF_SCHOOL, "adres", "postcode", "plaats", "kvk_nummer", "in_caribisch_nederland", "taken"]
        help_texts = {
            "in_caribisch_nederland": "Op Bonaire, Sint Eustatius en Saba gelden andere nummers en postcodes.",
            "taken": "Wat doet deze partner, en waarvoor is hij verantwoordelijk?",
        }

    def __init__(self, *args, soort, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.soort = soort
        self.initial["soort"] = soort
        for name in set(OF_SCHOOL + OF_OTHERS) - set(OF_SCHOOL if soort in ONDERWIJS else OF_OTHERS):
            del self.fields[name]
        for name in [*OF_SCHOOL, *OF_OTHERS, "kvk_nummer", "taken", "in_caribisch_nederland"]:
            if name in self.fields:
                self.fields[name].asked = True
        if self.data.get("in_caribisch_nederland"):
            for name, length in (("postcode", 7), ("kvk_nummer", 8)):
                self.loosen(name, length)

    def loosen(self, name, length):
        if name in self.fields:
            strict = self.fields[name]
            self.fields[name] = forms.CharField(label=strict.label, required=False, max_length=length)
            self.fields[name].asked = True
            explain_nul(self.fields[name])

    def _get_validation_exclusions(self):
        """The kind is not typed here; that a plan has one penvoerder is told by `clean`."""
        return super()._get_validation_exclusions() | {"soort"}

    def clean_soort(self):
        return self.instance.soort

    def clean_vestigingscode(self):
        code = self.cleaned_data["vestigingscode"]
        others = self.plan.partner_set.exclude(pk=self.instance.pk).filter(vestigingscode=code)
        if code and (other := others.first()):
            raise forms.ValidationError(f"Deze vestiging staat al in uw plan: {other.naam}.")
        link(self.instance, find_vestigingen([code]).get(code))
        return code

    def clean(self):
        cleaned = super().clean()
        penvoerders = self.plan.partner_set.exclude(pk=self.instance.pk).filter(soort=Partnersoort.PENVOERDER)
        if self.instance.soort == Partnersoort.PENVOERDER and penvoerders.exists():
            raise forms.ValidationError("Uw plan heeft al een penvoerder. Een plan heeft er één.")
        return cleaned


class PartnerrijForm(PartnerForm):
    """One row of a table of partners: the same fields, without a question to the database.

    What may be there once is told by comparing the rows with each other and with the plan.
    """

    def clean_vestigingscode(self):
        return self.cleaned_data["vestigingscode"]

    def clean(self):
        return self.cleaned_data

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"plan"}
