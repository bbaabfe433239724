"""The settings of the example and its logbook: what was agreed and done, and when."""

from datetime import date, datetime
from typing import Final

from wijkexcel.model.records import Address, LogEntry, Settings, Verdict

SETTINGS: Final = Settings(
    gemeente="Oudervliet",
    wijk="Lijsterhoek",
    sender="Ilse Ravenhorst",
    confirmed_by="het college van burgemeester en wethouders",
    sender_role="Projectleider wijkaanpak Lijsterhoek",
    contact_name="Bram Oosterlaken",
    contact_phone="0123 - 45 67 89",
    contact_email="wijkaanpak.lijsterhoek@example.nl",
    address=Address.FORMAL,
    lowest=1.0,
    highest=5.0,
    step=1.0,
    threshold=3.5,
    threshold_date=date(2026, 5, 11),
    weights_date=date(2026, 5, 11),
    rounds_counted=2,
    smallest_group=3,
    max_opgaven=10,
    effort_capacity=40.0,
    unforeseen=0.2,
    year_from=2028,
    year_to=2033,
    what_was_asked=(
        "Op de wijkavond van 20 april 2026 vroegen wij wat u belangrijk vindt. Op 25 juni "
        "2026 scoorden bewoners alle opgaven."
    ),
    next_steps=(
        "Begin 2027 nodigen wij u uit voor een avond over uw straat. U kunt dan zeggen wat u van "
        "de tekeningen vindt. Het werk begint op zijn vroegst in 2028. U krijgt ruim van tevoren "
        "bericht."
    ),
    decides_on=date(2026, 9, 15),
    objection=(
        "Laat het ons weten vóór 1 november 2026. Wij leggen uw mening voor aan het "
        "college. Bezwaar maken kan later, bij besluiten over uw straat of woning."
    ),
    letter_date=date(2026, 9, 21),
    without_reason=Verdict.YES,
    without_reason_why="Samen nog eens bekeken op 7 juli. Niemand mist deze opgaven nu.",
)

LOG: Final = (
    LogEntry(
        when=datetime(2026, 5, 11, 15, 30),
        who="Ilse Ravenhorst",
        what="Criteria, schaal, gewichten en de score van 3,5 afgesproken in het projectteam.",
    ),
    LogEntry(
        when=datetime(2026, 6, 2, 16, 45),
        who="Bram Oosterlaken",
        what="Scores van ronde 1 verzameld: gemeente, corporatie en welzijn.",
    ),
    LogEntry(
        when=datetime(2026, 6, 26, 9, 15),
        who="Bram Oosterlaken",
        what="Scores van ronde 2 verzameld: bewoners. Bij O05, O12 en O13 staan nog lege vakken.",
    ),
    LogEntry(
        when=datetime(2026, 7, 7, 14, 0),
        who="Ilse Ravenhorst",
        what="Opgaven onder de afgesproken score opnieuw bekeken. O11 en O12 toegevoegd.",
    ),
    LogEntry(
        when=datetime(2026, 9, 15, 11, 30),
        who="Ilse Ravenhorst",
        what="Besluiten van het college overgenomen.",
    ),
)
