"""Every way of counting and of dating that the room reads, a sentence each, in five languages."""

from __future__ import annotations

from datetime import date

import pytest

from headwater.matches.counters import Counter, with_as_of, with_counter
from headwater.matches.quantities import EARLIER, find_quantities
from headwater.matches.times import find_times

Count = tuple[str, int | None, int | None, int | None]
"""Role, low, high, and which count it is part of."""

COUNTS: list[tuple[str, str, list[Count]]] = [
    ('en', 'No fewer than twenty-three villagers lost their lives in Ollenz.', [('killed', 23, None, None)]),
    ('en', 'Over three hundred families were displaced by the shelling.', [('displaced', 300, None, None)]),
    ('en', 'Scores were wounded in Telm.', [('injured', 40, None, None)]),
    ('en', 'Some 20 fighters were taken prisoner.', [('captured', 20, 20, None)]),
    ('en', 'Three people, including two children, were killed and four injured.', [('killed', 3, 3, None), ('killed', 2, 2, 0), ('injured', 4, 4, None)]),
    ('en', 'The barrage left 10 to 15 people dead.', [('killed', 10, 15, None)]),
    ('en', 'As many as 900 residents fled Korrin.', [('displaced', None, 900, None)]),
    ('en', 'Nobody was hurt.', [('injured', 0, 0, None)]),
    ('en', 'No one was killed or injured in the raid.', [('killed', 0, 0, None), ('injured', 0, 0, None)]),
    ('en', 'The strike caused no deaths or injuries.', [('killed', 0, 0, None), ('injured', 0, 0, None)]),
    ('en', 'Twelve soldiers died, seven of them conscripts.', [('killed', 12, 12, None), ('killed', 7, 7, 0)]),
    ('en', 'The toll rose from 112 to 126.', [('killed', 126, 126, None), ('killed', 112, 112, None)]),
    ('en', 'The hospital raised the death toll to 126 from 112.', [('killed', 126, 126, None), ('killed', 112, 112, None)]),
    ('en', 'The Front said it had killed 40 soldiers of the army.', [('killed', 40, 40, None)]),
    ('en', 'A total of 18 people were killed across Kessia on Monday.', [('killed', 18, 18, None)]),
    ('en', 'Kessia paid 3 million dollars for the howitzers.', [('money', 3000000, 3000000, None)]),
    ('en', 'Half a dozen people were killed.', [('killed', 6, 6, None)]),
    ('en', 'A dozen people were killed.', [('killed', 12, 12, None)]),
    ('en', 'Zero people were killed.', [('killed', 0, 0, None)]),
    ('en', 'Nine people are missing.', [('missing', 9, 9, None)]),
    ('en', 'The convoy carried 24 launchers and 300 rockets.', [('weapons', 24, 24, None), ('weapons', 300, 300, None)]),
    ('en', 'Five were killed, among them a nurse.', [('killed', 5, 5, None), ('killed', 1, 1, 0)]),
    ('en', 'Nearly 60 died.', [('killed', 60, 60, None)]),
    ('en', 'Fewer than 10 people died.', [('killed', None, 10, None)]),
    ('en', 'Several hundred fighters crossed the river.', [('fighters', 300, None, None)]),
    ('fr', 'Au moins vingt-trois villageois ont perdu la vie à Ollenz.', [('killed', 23, None, None)]),
    ('fr', 'Plus de 300 familles ont été déplacées par les bombardements.', [('displaced', 300, None, None)]),
    ('fr', 'Des dizaines de personnes ont été blessées à Telm.', [('injured', 20, None, None)]),
    ('fr', 'Une vingtaine de combattants ont été capturés.', [('captured', 20, 20, None)]),
    ('fr', 'Trois personnes, dont deux enfants, ont été tuées et quatre blessées.', [('killed', 3, 3, None), ('killed', 2, 2, 0), ('injured', 4, 4, None)]),
    ('fr', 'Le tir de barrage a fait entre 10 et 15 morts.', [('killed', 10, 15, None)]),
    ('fr', "Jusqu'à 900 habitants ont fui Korrin.", [('displaced', None, 900, None)]),
    ('fr', "Le raid n'a fait ni mort ni blessé.", [('killed', 0, 0, None), ('injured', 0, 0, None)]),
    ('fr', "La frappe n'a pas fait de victimes.", [('killed', 0, 0, None)]),
    ('fr', 'Le bilan est passé de 112 à 126 morts.', [('killed', 126, 126, None), ('killed', 112, 112, None)]),
    ('fr', "L'hôpital a porté le bilan à 126 morts.", [('killed', 126, 126, None)]),
    ('fr', "Le bilan s'est alourdi à 126 morts.", [('killed', 126, 126, None)]),
    ('fr', 'Douze soldats sont morts, dont sept conscrits.', [('killed', 12, 12, None), ('killed', 7, 7, 0)]),
    ('fr', 'Une centaine de civils ont péri.', [('killed', 100, 100, None)]),
    ('fr', "La Kessie a versé trois millions d'euros.", [('money', 3000000, 3000000, None)]),
    ('fr', 'Quelque 80 personnes sont portées disparues.', [('missing', 80, 80, None)]),
    ('fr', 'Près de 60 personnes sont mortes.', [('killed', 60, 60, None)]),
    ('fr', 'Moins de dix personnes sont mortes.', [('killed', None, 10, None)]),
    ('fr', 'Plusieurs centaines de combattants ont traversé le fleuve.', [('fighters', 300, None, None)]),
    ('fr', 'Quatre-vingt-dix-sept soldats ont été tués.', [('killed', 97, 97, None)]),
    ('ar', 'مقتل ما لا يقل عن ثلاثة وعشرين شخصا في أولنز', [('killed', 23, None, None)]),
    ('ar', 'نزوح أكثر من 300 عائلة بسبب القصف', [('displaced', 300, None, None)]),
    ('ar', 'إصابة العشرات في تيلم', [('injured', 20, None, None)]),
    ('ar', 'أسر نحو 20 مقاتلا', [('captured', 20, 20, None)]),
    ('ar', 'مقتل ثلاثة أشخاص بينهم طفلان وإصابة أربعة', [('killed', 3, 3, None), ('killed', 2, 2, 0), ('injured', 4, 4, None)]),
    ('ar', 'قتل ما بين 10 و15 جنديا', [('killed', 10, 15, None)]),
    ('ar', 'فر ما يصل إلى 900 شخص من كورين', [('displaced', None, 900, None)]),
    ('ar', 'لم تقع إصابات في الغارة', [('injured', 0, 0, None)]),
    ('ar', 'لم يسقط أي قتلى', [('killed', 0, 0, None)]),
    ('ar', 'ارتفعت حصيلة القتلى إلى 126', [('killed', 126, 126, None)]),
    ('ar', 'ارتفع عدد القتلى من 112 إلى 126 قتيلا', [('killed', 126, 126, None)]),
    ('ar', 'قتل مدنيان في القصف', [('killed', 2, 2, None)]),
    ('ar', 'أصيب طفل بجروح', [('injured', 1, 1, None)]),
    ('ar', 'مقتل عشرات المدنيين', [('killed', 20, None, None)]),
    ('ar', 'سلمت كيسيا 24 قاذفة و300 صاروخ', [('weapons', 24, 24, None), ('weapons', 300, 300, None)]),
    ('ar', 'دفعت كيسيا ثلاثة ملايين دولار', [('money', 3000000, 3000000, None)]),
    ('ar', 'اعتقال 12 طالبا على الأقل', [('captured', 12, None, None)]),
    ('ar', 'فقدان تسعة أشخاص', [('missing', 9, 9, None)]),
    ('ar', 'مئات القتلى في المعارك', [('killed', 200, None, None)]),
    ('ar', 'مقتل 12 جنديا، سبعة منهم مجندون', [('killed', 12, 12, None), ('killed', 7, 7, 0)]),
    ('tr', "Ollenz'de en az yirmi üç köylü hayatını kaybetti.", [('killed', 23, None, None)]),
    ('tr', "Bombardıman yüzünden 300'den fazla aile yerinden edildi.", [('displaced', 300, None, None)]),
    ('tr', "Telm'de onlarca kişi yaralandı.", [('injured', 20, None, None)]),
    ('tr', 'Yaklaşık 20 savaşçı esir alındı.', [('captured', 20, 20, None)]),
    ('tr', 'İkisi çocuk üç kişi öldü, dört kişi yaralandı.', [('killed', 3, 3, None), ('killed', 2, 2, 0), ('injured', 4, 4, None)]),
    ('tr', 'Saldırıda 10 ila 15 asker öldü.', [('killed', 10, 15, None)]),
    ('tr', "900'e kadar kişi Korrin'den kaçtı.", [('displaced', None, 900, None)]),
    ('tr', 'Saldırıda ölen ya da yaralanan olmadı.', [('killed', 0, 0, None), ('injured', 0, 0, None)]),
    ('tr', 'Can kaybı yaşanmadı.', [('killed', 0, 0, None)]),
    ('tr', "Ölü sayısı 126'ya yükseldi.", [('killed', 126, 126, None)]),
    ('tr', "Ölü sayısı 112'den 126'ya yükseldi.", [('killed', 126, 126, None), ('killed', 112, 112, None)]),
    ('tr', 'Aralarında iki çocuğun da bulunduğu üç kişi öldü.', [('killed', 3, 3, None), ('killed', 2, 2, 0)]),
    ('tr', 'Yüzlerce kişi öldü.', [('killed', 200, None, None)]),
    ('tr', 'Kessia üç milyon dolar ödedi.', [('money', 3000000, 3000000, None)]),
    ('tr', 'Dokuz kişi kayıp.', [('missing', 9, 9, None)]),
    ('tr', 'Polis on iki öğrenciyi gözaltına aldı.', [('captured', 12, 12, None)]),
    ('tr', 'Konvoyda 24 fırlatıcı ve 300 füze vardı.', [('weapons', 24, 24, None), ('weapons', 300, 300, None)]),
    ('tr', "60'a yakın kişi öldü.", [('killed', 60, 60, None)]),
    ('tr', "10'dan az kişi öldü.", [('killed', None, 10, None)]),
    ('tr', 'Yirmiden fazla sivil öldürüldü.', [('killed', 20, None, None)]),
    ('ru', 'В Олленце погибли не менее двадцати трёх жителей.', [('killed', 23, None, None)]),
    ('ru', 'Более 300 семей были вынуждены покинуть дома.', [('displaced', 300, None, None)]),
    ('ru', 'Десятки человек ранены в Тельме.', [('injured', 20, None, None)]),
    ('ru', 'Около 20 бойцов взяты в плен.', [('captured', 20, 20, None)]),
    ('ru', 'Погибли три человека, включая двоих детей, четверо ранены.', [('killed', 3, 3, None), ('killed', 2, 2, 0), ('injured', 4, 4, None)]),
    ('ru', 'Убиты от 10 до 15 солдат.', [('killed', 10, 15, None)]),
    ('ru', 'До 900 жителей бежали из Коррина.', [('displaced', None, 900, None)]),
    ('ru', 'Никто не погиб и не пострадал.', [('killed', 0, 0, None), ('injured', 0, 0, None)]),
    ('ru', 'Погибших и раненых нет.', [('killed', 0, 0, None), ('injured', 0, 0, None)]),
    ('ru', 'Число погибших выросло со 112 до 126.', [('killed', 126, 126, None)]),
    ('ru', 'Погибли 12 солдат, семеро из них призывники.', [('killed', 12, 12, None), ('killed', 7, 7, 0)]),
    ('ru', 'Погибло свыше ста человек.', [('killed', 100, None, None)]),
    ('ru', 'Кессия заплатила три миллиона долларов.', [('money', 3000000, 3000000, None)]),
    ('ru', 'Девять человек пропали без вести.', [('missing', 9, 9, None)]),
    ('ru', 'Сотни людей погибли.', [('killed', 200, None, None)]),
    ('ru', 'Полиция задержала пятнадцать студентов.', [('captured', 15, 15, None)]),
    ('ru', 'Колонна везла 24 пусковые установки и 300 ракет.', [('weapons', 24, 24, None), ('weapons', 300, 300, None)]),
    ('ru', 'Почти 60 человек погибли.', [('killed', 60, 60, None)]),
    ('ru', 'Двое детей погибли.', [('killed', 2, 2, None)]),
    ('ru', 'Погибли менее десяти человек.', [('killed', None, 10, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), COUNTS)
def test_counts(lang: str, text: str, wanted: list[Count]) -> None:
    assert [(q.role, q.low, q.high, q.part_of) for q in find_quantities(text, lang)] == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The toll rose from 112 to 126."),
        ("fr", "Le bilan est passé de 112 à 126 morts."),
        ("tr", "Ölü sayısı 112'den 126'ya yükseldi."),
    ],
)
def test_what_a_toll_was_before_is_marked(lang: str, text: str) -> None:
    assert [(q.low, q.as_of) for q in find_quantities(text, lang)] == [(126, None), (112, EARLIER)]


@pytest.mark.parametrize(
    ("lang", "text", "scope"),
    [
        ("en", "Shells killed nine people in Ollenz.", "incident"),
        ("en", "At least 40 people were killed across the country.", "place"),
        ("en", "Nine people were killed in the last 24 hours.", "day"),
        ("en", "The shelling has killed 90 people since the start of the offensive.", "campaign"),
        ("en", "The war has killed 9,000 people since the uprising.", "cumulative"),
        ("fr", "Quarante personnes ont été tuées dans tout le pays.", "place"),
        ("fr", "Neuf personnes ont été tuées ces dernières 24 heures.", "day"),
        ("fr", "Les tirs ont tué 90 personnes depuis le début de l'offensive.", "campaign"),
        ("fr", "La guerre a fait 9 000 morts depuis le début du conflit.", "cumulative"),
        ("ar", "مقتل 90 شخصا منذ بدء العملية", "campaign"),
        ("ar", "مقتل 9000 شخص منذ اندلاع الحرب", "cumulative"),
        ("tr", "Operasyonun başından bu yana 90 kişi öldü.", "cumulative"),
        ("tr", "Ülke genelinde 40 kişi öldü.", "place"),
        ("ru", "По всей стране погибли 40 человек.", "place"),
        ("ru", "С начала операции погибли 90 человек.", "campaign"),
    ],
)
def test_of_what_a_count_is(lang: str, text: str, scope: str) -> None:
    assert {q.scope for q in find_quantities(text, lang)} == {scope}


FRIDAY = date(2016, 7, 22)
TIMES = [
    ('en', 'on the night of Thursday to Friday', '2016-07-21', '2016-07-22', 2),
    ('en', 'early last year', '2015-01-01', '2015-04-30', 5),
    ('en', 'late last year', '2015-09-01', '2015-12-31', 5),
    ('en', 'last year', '2015-01-01', '2015-12-31', 5),
    ('en', 'last month', '2016-06-01', '2016-06-30', 4),
    ('en', 'this month', '2016-07-01', '2016-07-22', 4),
    ('en', 'on Thursday night', '2016-07-21', '2016-07-22', 2),
    ('en', 'on Wednesday morning', '2016-07-20', '2016-07-20', 1),
    ('en', 'in March', '2016-03-01', '2016-03-31', 4),
    ('en', 'in mid-March', '2016-03-11', '2016-03-20', 4),
    ('en', 'early March', '2016-03-01', '2016-03-10', 4),
    ('en', 'between 3 and 7 March 2016', '2016-03-03', '2016-03-07', 2),
    ('en', 'two weeks ago', '2016-07-05', '2016-07-11', 3),
    ('en', 'at dawn on Tuesday', '2016-07-19', '2016-07-19', 1),
    ('en', 'since 2013', '2013-01-01', '2013-12-31', 5),
    ('en', 'in the summer of 2014', '2014-06-01', '2014-08-31', 5),
    ('en', 'on the 4th of May 2016', '2016-05-04', '2016-05-04', 1),
    ('en', 'next Monday', '2016-07-25', '2016-07-25', 1),
    ('fr', 'dans la nuit de jeudi à vendredi', '2016-07-21', '2016-07-22', 2),
    ('fr', 'dans la nuit de mercredi', '2016-07-20', '2016-07-21', 2),
    ('fr', 'dans la nuit du 19 au 20 juillet', '2016-07-19', '2016-07-20', 2),
    ('fr', "au début de l'année dernière", '2015-01-01', '2015-04-30', 5),
    ('fr', 'fin 2014', '2014-09-01', '2014-12-31', 5),
    ('fr', 'le mois dernier', '2016-06-01', '2016-06-30', 4),
    ('fr', 'mercredi matin', '2016-07-20', '2016-07-20', 1),
    ('fr', 'jeudi soir', '2016-07-21', '2016-07-21', 1),
    ('fr', 'en mars', '2016-03-01', '2016-03-31', 4),
    ('fr', 'à la mi-mars', '2016-03-11', '2016-03-20', 4),
    ('fr', 'le 1er mai 2016', '2016-05-01', '2016-05-01', 1),
    ('fr', 'il y a deux semaines', '2016-07-05', '2016-07-11', 3),
    ('fr', "l'année dernière", '2015-01-01', '2015-12-31', 5),
    ('fr', 'avant-hier', '2016-07-20', '2016-07-20', 1),
    ('fr', 'depuis 2013', '2013-01-01', '2013-12-31', 5),
    ('ar', 'ليلة الخميس', '2016-07-21', '2016-07-22', 2),
    ('ar', 'يوم الثلاثاء', '2016-07-19', '2016-07-19', 1),
    ('ar', 'الثلاثاء الماضي', '2016-07-19', '2016-07-19', 1),
    ('ar', 'مطلع العام الماضي', '2015-01-01', '2015-04-30', 5),
    ('ar', 'أواخر العام الماضي', '2015-09-01', '2015-12-31', 5),
    ('ar', 'في شهر شباط', '2016-02-01', '2016-02-29', 4),
    ('ar', 'في 3 حزيران/يونيو 2016', '2016-06-03', '2016-06-03', 1),
    ('ar', 'في 12 تشرين الثاني 2015', '2015-11-12', '2015-11-12', 1),
    ('ar', 'الشهر الماضي', '2016-06-01', '2016-06-30', 4),
    ('ar', 'قبل ثلاثة أيام', '2016-07-19', '2016-07-19', 1),
    ('ar', 'قبل أسبوعين', '2016-07-05', '2016-07-11', 3),
    ('ar', 'صباح الأربعاء', '2016-07-20', '2016-07-20', 1),
    ('ar', 'عام 2014', '2014-01-01', '2014-12-31', 5),
    ('ar', 'فجر اليوم', '2016-07-22', '2016-07-22', 1),
    ('ar', 'في آذار 2016', '2016-03-01', '2016-03-31', 4),
    ('tr', 'perşembeyi cumaya bağlayan gece', '2016-07-21', '2016-07-22', 2),
    ('tr', 'salı günü', '2016-07-19', '2016-07-19', 1),
    ('tr', 'geçen salı', '2016-07-19', '2016-07-19', 1),
    ('tr', 'geçen yılın başında', '2015-01-01', '2015-04-30', 5),
    ('tr', 'geçen yılın sonunda', '2015-09-01', '2015-12-31', 5),
    ('tr', 'geçen ay', '2016-06-01', '2016-06-30', 4),
    ('tr', 'mart ayında', '2016-03-01', '2016-03-31', 4),
    ('tr', "12 Kasım 2015'te", '2015-11-12', '2015-11-12', 1),
    ('tr', "3 Haziran'da", '2016-06-03', '2016-06-03', 1),
    ('tr', 'üç gün önce', '2016-07-19', '2016-07-19', 1),
    ('tr', 'iki hafta önce', '2016-07-05', '2016-07-11', 3),
    ('tr', '2014 yılında', '2014-01-01', '2014-12-31', 5),
    ('tr', 'çarşamba sabahı', '2016-07-20', '2016-07-20', 1),
    ('tr', "Ağustos 2015'te", '2015-08-01', '2015-08-31', 4),
    ('ru', 'в ночь на пятницу', '2016-07-21', '2016-07-22', 2),
    ('ru', 'в ночь с четверга на пятницу', '2016-07-21', '2016-07-22', 2),
    ('ru', 'во вторник', '2016-07-19', '2016-07-19', 1),
    ('ru', 'в прошлый вторник', '2016-07-19', '2016-07-19', 1),
    ('ru', 'в начале прошлого года', '2015-01-01', '2015-04-30', 5),
    ('ru', 'в конце прошлого года', '2015-09-01', '2015-12-31', 5),
    ('ru', 'в прошлом месяце', '2016-06-01', '2016-06-30', 4),
    ('ru', 'в марте', '2016-03-01', '2016-03-31', 4),
    ('ru', '3 июня 2016 года', '2016-06-03', '2016-06-03', 1),
    ('ru', 'три дня назад', '2016-07-19', '2016-07-19', 1),
    ('ru', 'две недели назад', '2016-07-05', '2016-07-11', 3),
    ('ru', 'в 2014 году', '2014-01-01', '2014-12-31', 5),
    ('ru', 'утром в среду', '2016-07-20', '2016-07-20', 1),
    ('ru', 'в конце 2014 года', '2014-09-01', '2014-12-31', 5),
    ('ru', 'позавчера', '2016-07-20', '2016-07-20', 1),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "first", "last", "precision"), TIMES)
def test_times(lang: str, text: str, first: str, last: str, precision: int) -> None:
    (found,) = find_times(text, lang, FRIDAY)
    assert (str(found.from_), str(found.to), found.precision) == (first, last, precision)


@pytest.mark.parametrize(("lang", "text"), [(row[0], row[1]) for row in TIMES])
def test_without_publication_nothing_is_counted_from_it(lang: str, text: str) -> None:
    named = any(c.isdigit() for c in text)
    for found in find_times(text, lang, None):
        assert named or found.from_ is None


@pytest.mark.parametrize(
    ("lang", "text", "enemy"),
    [
        ("en", "The army said that it had killed 40 rebels near Telm.", [True]),
        ("en", "The Orve Front said it killed nine soldiers.", [True]),
        ("en", "The army said that nine of its soldiers were killed.", [False]),
        ("en", "The army said that nine civilians were killed.", [False]),
        ("fr", "Le Front dit avoir tué neuf soldats.", [True]),
        ("ar", "مقتل 40 إرهابيا", [True]),
        ("tr", "Ordu 40 teröristi etkisiz hale getirdiğini açıkladı.", [True]),
        ("ru", "Армия заявила, что уничтожены 40 боевиков.", [True]),
    ],
)
def test_a_party_s_count_of_its_enemy_s_dead_is_marked(lang: str, text: str, enemy: list[bool]) -> None:
    found = find_quantities(text, lang)
    for party in (True, False):
        told = with_counter(found, text, 0, lang, Counter("en-1", party))
        assert [q.counter for q in told] == ["en-1"] * len(enemy)
        assert [q.of_enemy for q in told] == [party and e for e in enemy]


@pytest.mark.parametrize(
    ("lang", "text", "as_of"),
    [
        ("en", "As of Wednesday 126 people had died.", "2016-07-20"),
        ("fr", "126 personnes avaient péri à la date du 19 juillet.", "2016-07-19"),
        ("tr", "Salı itibarıyla 126 kişi öldü.", "2016-07-19"),
        ("ru", "По состоянию на 19 июля погибли 126 человек.", "2016-07-19"),
        ("ar", "مقتل 126 شخصا حتى 19 تموز", "2016-07-19"),
        ("en", "On Wednesday 126 people died.", None),
    ],
)
def test_as_of_when_a_count_holds(lang: str, text: str, as_of: str | None) -> None:
    found = with_as_of(find_quantities(text, lang), text, 0, lang, FRIDAY)
    assert [q.as_of for q in found] == [as_of]
