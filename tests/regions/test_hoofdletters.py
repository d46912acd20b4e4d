"""What DUO writes in capitals alone is written as people do."""

import pytest

from regions.lijsten.hoofdletters import write_out


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("GRONINGEN", "Groningen"),
        ("DEN HAAG", "Den Haag"),
        ("DE BILT", "De Bilt"),
        ("TER APEL", "Ter Apel"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("'S GRAVENHAGE", "'s-Gravenhage"),
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("S-GRAVENHAGE", "'s-Gravenhage"),
        ("'S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("'S-HEER ABTSKERKE", "'s-Heer Abtskerke"),
        ("’S-GRAVENZANDE", "'s-Gravenzande"),
        ("'T HARDE", "'t Harde"),
        ("T ZAND", "'t Zand"),
        ("ALPHEN AAN DEN RIJN", "Alphen aan den Rijn"),
        ("ALPHEN A/D RIJN", "Alphen a/d Rijn"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("IJMUIDEN", "IJmuiden"),
        ("RIJSWIJK", "Rijswijk"),
        ("SINT-OEDENRODE", "Sint-Oedenrode"),
        ("SINT ANNAPAROCHIE", "Sint Annaparochie"),
        ("ST. NICOLAASGA", "St. Nicolaasga"),
        ("ST NICOLAASGA", "St Nicolaasga"),
        ("ETTEN-LEUR", "Etten-Leur"),
        ("HENDRIK-IDO-AMBACHT", "Hendrik-Ido-Ambacht"),
        ("NOORD-HOLLAND", "Noord-Holland"),
        ("WIJK BIJ DUURSTEDE", "Wijk bij Duurstede"),
        ("HOEK VAN HOLLAND", "Hoek van Holland"),
        ("HUIS TER HEIDE", "Huis ter Heide"),
        ("NEDERHORST DEN BERG", "Nederhorst den Berg"),
        ("BERKEL EN RODENRIJS", "Berkel en Rodenrijs"),
        ("KATWIJK AAN ZEE", "Katwijk aan Zee"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        ("BERGEN (NH)", "Bergen (NH)"),
        ("BERGEN (NH.)", "Bergen (NH.)"),
        ("BERGEN NH", "Bergen NH"),
        ("HENGELO OV", "Hengelo OV"),
        ("BERGEN (L)", "Bergen (L)"),
    ],
)
def test_a_place_or_municipality(listed, written):
    assert write_out(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("OUDE EBBINGESTRAAT", "Oude Ebbingestraat"),
        ("VAN GOGHSTRAAT", "Van Goghstraat"),
        ("BURGEMEESTER VAN DER VEERSTRAAT", "Burgemeester van der Veerstraat"),
        ("LAAN VAN DE MENSENRECHTEN", "Laan van de Mensenrechten"),
        ("PROF. DR. LORENTZLAAN", "Prof. Dr. Lorentzlaan"),
        ("J.F. KENNEDYLAAN", "J.F. Kennedylaan"),
        ("A. VAN LEEUWENHOEKWEG", "A. van Leeuwenhoekweg"),
        ("'S-GRAVELANDSEWEG", "'s-Gravelandseweg"),
        ("LAAN VAN 'S GRAVENMADE", "Laan van 's-Gravenmade"),
        ("VAN 'T HOFFSTRAAT", "Van 't Hoffstraat"),
        ("D'OULTREMONTLAAN", "D'Oultremontlaan"),
        ("KONING WILLEM III", "Koning Willem III"),
        ("1E POMPSTRAAT", "1e Pompstraat"),
        ("PLEIN 1944", "Plein 1944"),
        ("FOTO'S", "Foto's"),
    ],
)
def test_a_street(listed, written):
    assert write_out(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("CSG AUGUSTINUS", "CSG Augustinus"),
        ("RSG DE BORGEN", "RSG de Borgen"),
        ("ROC VAN TWENTE", "ROC van Twente"),
        ("VMBO IJBURG", "VMBO IJburg"),
        ("HET PROEFLOKAAL", "Het Proeflokaal"),
        ("LYCEUM ÉÉN", "Lyceum Één"),
    ],
)
def test_a_school(listed, written):
    assert write_out(listed) == written


@pytest.mark.parametrize(
    "name", ["'s-Gravenhage", "RSG Slingerbos | Levant", "iPABO", "De HAAGSE School", "4e Gymnasium", "", "12", "-"]
)
def test_what_has_a_small_letter_or_none_at_all_stays(name):
    assert write_out(name) == name


@pytest.mark.parametrize("listed", ["'S GRAVENHAGE", "ALPHEN A/D RIJN", "CSG", "NH", "IJ", "T ZAND", "S", "J.F. WEG"])
def test_what_was_written_out_is_not_changed_again(listed):
    assert write_out(write_out(listed)) == write_out(listed)
