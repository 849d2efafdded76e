"""Names of months and weekdays in English, French, Arabic, Turkish and Russian."""

from __future__ import annotations

_MONTHS = {
    1: "january jan janvier janv يناير كانون_الثاني جانفي ocak января январь янв",
    2: "february feb février fevrier févr fevr fév فبراير شباط فيفري şubat subat февраля февраль фев",
    3: "march mar mars مارس آذار اذار mart марта март мар",
    4: "april apr avril avr أبريل ابريل إبريل نيسان أفريل nisan апреля апрель апр",
    5: "may mai مايو أيار ايار ماي mayıs mayis мая май",
    6: "june jun juin يونيو يونية حزيران جوان haziran июня июнь июн",
    7: "july jul juillet juil يوليو يوليه تموز جويلية temmuz июля июль июл",
    8: "august aug août aout أغسطس اغسطس آب أوت ağustos agustos августа август авг",
    9: "september sept sep septembre سبتمبر أيلول ايلول eylül eylul сентября сентябрь сен сент",
    10: "october oct octobre أكتوبر اكتوبر تشرين_الأول تشرين_الاول ekim октября октябрь окт",
    11: "november nov novembre نوفمبر تشرين_الثاني kasım kasim ноября ноябрь ноя нояб",
    12: "december dec décembre decembre déc ديسمبر كانون_الأول كانون_الاول aralık aralik декабря декабрь дек",
}
_WEEKDAYS = {
    0: "monday mon lundi lun الاثنين الإثنين pazartesi понедельник понедельника",
    1: "tuesday tue tues mardi الثلاثاء salı вторник вторника",
    2: "wednesday wed weds mercredi mer الأربعاء الاربعاء çarşamba среда среду среды",
    3: "thursday thu thur thurs jeudi jeu الخميس perşembe четверг четверга",
    4: "friday fri vendredi ven الجمعة cuma пятница пятницу пятницы",
    5: "saturday sat samedi sam السبت cumartesi суббота субботу субботы",
    6: "sunday sun dimanche dim الأحد الاحد pazar воскресенье воскресенья",
}


def folded(word: str) -> str:
    """A word as the tables spell it: lower case, one space, no trailing stop, Turkish dotted i as i."""
    return " ".join(word.replace("İ", "i").lower().replace("i̇", "i").rstrip(".").split())


def _table(source: dict[int, str]) -> dict[str, int]:
    return {
        folded(name.replace("_", " ")): number for number, names in source.items() for name in names.split()
    }


MONTHS: dict[str, int] = _table(_MONTHS)
"""Number of a month (1 to 12) by its folded name or abbreviation."""

WEEKDAYS: dict[str, int] = _table(_WEEKDAYS)
"""Number of a weekday (0 is Monday) by its folded name or abbreviation."""


def alternation(table: dict[str, int]) -> str:
    """A regular expression of all names of a table, longest first, spaces flexible."""
    names = sorted(table, key=lambda name: (-len(name), name))
    return "|".join(name.replace(" ", r"\s+") for name in names)
