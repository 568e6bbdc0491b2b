"""Demonyms: adjectives and nouns of inhabitants, by what they stand for.

Written by hand: a package's single demonym a country lacks plurals and nouns ("Swede", "Turks").
"""

import re
from functools import lru_cache

# ISO alpha-2 code: words, of which those in "-an", "-i" and so on also get a plural in "s" (`demonyms` below).
COUNTRY_WORDS = {
    "AF": "Afghan Afghani", "AL": "Albanian", "DZ": "Algerian", "AD": "Andorran", "AO": "Angolan",
    "AR": "Argentine Argentinian Argentinean",
    "AM": "Armenian", "AU": "Australian Aussie", "AT": "Austrian", "AZ": "Azerbaijani Azeri", "BS": "Bahamian",
    "BH": "Bahraini",
    "BD": "Bangladeshi", "BB": "Barbadian", "BY": "Belarusian Belarussian Byelorussian", "BE": "Belgian",
    "BZ": "Belizean",
    "BJ": "Beninese", "BM": "Bermudian Bermudan", "BT": "Bhutanese", "BO": "Bolivian", "BA": "Bosnian Herzegovinian",
    "BW": "Botswanan Batswana", "BR": "Brazilian", "BN": "Bruneian", "BG": "Bulgarian", "BF": "Burkinabe",
    "MM": "Burmese Myanmarese",
    "BI": "Burundian", "KH": "Cambodian", "CM": "Cameroonian", "CA": "Canadian", "CV": "Cape-Verdean",
    "TD": "Chadian",
    "CL": "Chilean", "CN": "Chinese", "CO": "Colombian", "KM": "Comoran", "CG": "Congolese", "CR": "Costa-Rican",
    "HR": "Croatian Croat",
    "CU": "Cuban", "CY": "Cypriot", "CZ": "Czech", "DK": "Danish Dane Danes", "DJ": "Djiboutian", "DM": "Dominican",
    "EC": "Ecuadorian Ecuadorean",
    "EG": "Egyptian", "SV": "Salvadoran Salvadorean", "GQ": "Equatorial-Guinean", "ER": "Eritrean", "EE": "Estonian",
    "ET": "Ethiopian",
    "FJ": "Fijian", "FI": "Finnish Finn Finns", "FR": "French Frenchman Frenchmen Frenchwoman", "GA": "Gabonese",
    "GM": "Gambian",
    "GE": "Georgian", "DE": "German", "GH": "Ghanaian", "GR": "Greek", "GL": "Greenlandic Greenlander",
    "GD": "Grenadian", "GT": "Guatemalan",
    "GN": "Guinean", "GY": "Guyanese", "HT": "Haitian", "HN": "Honduran", "HU": "Hungarian",
    "IS": "Icelandic Icelander",
    "IN": "Indian", "ID": "Indonesian", "IR": "Iranian", "IQ": "Iraqi", "IE": "Irish Irishman Irishmen Irishwoman",
    "IL": "Israeli",
    "IT": "Italian", "CI": "Ivorian", "JM": "Jamaican", "JP": "Japanese", "JO": "Jordanian",
    "KZ": "Kazakh Kazakhstani", "KE": "Kenyan",
    "XK": "Kosovar Kosovan", "KW": "Kuwaiti", "KG": "Kyrgyz Kirghiz", "LA": "Laotian Lao", "LV": "Latvian",
    "LB": "Lebanese", "LS": "Basotho",
    "LR": "Liberian", "LY": "Libyan", "LI": "Liechtensteiner", "LT": "Lithuanian",
    "LU": "Luxembourgish Luxembourger", "MK": "Macedonian",
    "MG": "Malagasy", "MW": "Malawian", "MY": "Malaysian", "MV": "Maldivian", "ML": "Malian", "MT": "Maltese",
    "MR": "Mauritanian",
    "MU": "Mauritian", "MX": "Mexican", "MD": "Moldovan", "MC": "Monegasque", "MN": "Mongolian", "ME": "Montenegrin",
    "MA": "Moroccan",
    "MZ": "Mozambican", "NA": "Namibian", "NP": "Nepalese Nepali", "NL": "Dutch Dutchman Dutchmen",
    "NZ": "New-Zealander Kiwi",
    "NI": "Nicaraguan", "NE": "Nigerien", "NG": "Nigerian", "KP": "North-Korean", "NO": "Norwegian", "OM": "Omani",
    "PK": "Pakistani",
    "PS": "Palestinian", "PA": "Panamanian", "PG": "Papua-New-Guinean", "PY": "Paraguayan", "PE": "Peruvian",
    "PH": "Filipino Philippine Filipina",
    "PL": "Polish Pole Poles", "PT": "Portuguese", "PR": "Puerto-Rican", "QA": "Qatari", "RO": "Romanian",
    "RU": "Russian", "RW": "Rwandan",
    "WS": "Samoan", "SA": "Saudi Saudi-Arabian", "SN": "Senegalese", "RS": "Serbian Serb", "SC": "Seychellois",
    "SL": "Sierra-Leonean",
    "SG": "Singaporean", "SK": "Slovak Slovakian", "SI": "Slovenian Slovene", "SB": "Solomon-Islander",
    "SO": "Somali Somalian",
    "ZA": "South-African", "KR": "South-Korean Korean", "SS": "South-Sudanese", "ES": "Spanish Spaniard",
    "LK": "Sri-Lankan", "SD": "Sudanese",
    "SR": "Surinamese", "SZ": "Swazi", "SE": "Swedish Swede", "CH": "Swiss", "SY": "Syrian", "TW": "Taiwanese",
    "TJ": "Tajik Tajikistani",
    "TZ": "Tanzanian", "TH": "Thai", "TL": "Timorese East-Timorese", "TG": "Togolese", "TO": "Tongan",
    "TT": "Trinidadian Tobagonian",
    "TN": "Tunisian", "TR": "Turkish Turk", "TM": "Turkmen", "UG": "Ugandan", "UA": "Ukrainian", "AE": "Emirati",
    "GB": "British Briton Brit", "US": "American US-American", "UY": "Uruguayan Uruguayo", "UZ": "Uzbek Uzbekistani",
    "VU": "Vanuatuan Ni-Vanuatu",
    "VE": "Venezuelan", "VN": "Vietnamese", "YE": "Yemeni", "ZM": "Zambian", "ZW": "Zimbabwean",
    "HK": "Hong-Konger Hongkonger",
}  # fmt: skip

# Name of a region, division or city in the gazetteer: words.
REGION_WORDS = {
    "Europe": "European", "Africa": "African", "Asia": "Asian", "South America": "South-American",
    "North America": "North-American",
    "Central America": "Central-American", "Latin America": "Latin-American", "Antarctica": "Antarctic",
    "Caribbean": "West-Indian", "Middle East": "Middle-Eastern Mideastern", "Scandinavia": "Scandinavian Nordic",
    "Balkans": "Balkan",
    "Eastern Europe": "East-European Eastern-European", "Western Europe": "West-European Western-European",
    "Southeast Asia": "Southeast-Asian South-East-Asian", "South Asia": "South-Asian", "East Asia": "East-Asian",
    "West Africa": "West-African", "East Africa": "East-African", "North Africa": "North-African",
    "Kurdistan": "Kurdish Kurd", "Chechnya": "Chechen", "Abkhazia": "Abkhaz Abkhazian",
    "South Ossetia": "Ossetian South-Ossetian", "Tibet": "Tibetan",
    "Siberia": "Siberian", "Dagestan": "Dagestani", "Kashmir": "Kashmiri", "Darfur": "Darfuri",
    "Patagonia": "Patagonian", "Soviet Union": "Soviet",
    "New England": "New-Englander", "Flanders": "Flemish", "Basque Country": "Basque", "Zaire": "Zairean Zairian",
    "Midwest": "Midwestern Midwesterner",
}  # fmt: skip

# GeoNames id of a first level division: words.
DIVISION_WORDS = {
    6269131: "English Englishman Englishmen", 2638360: "Scottish Scot Scotsman Scotsmen",
    2634895: "Welsh Welshman Welshmen",
    4829764: "Alabamian Alabaman", 5879092: "Alaskan", 5551752: "Arizonan", 4099753: "Arkansan",
    5332921: "Californian", 5417618: "Coloradan",
    4155751: "Floridian Floridan", 5855797: "Hawaiian", 5596512: "Idahoan", 4896861: "Illinoisan",
    4921868: "Hoosier Indianan", 4862182: "Iowan",
    4273857: "Kansan", 6254925: "Kentuckian", 4331987: "Louisianan", 4971068: "Mainer", 4361885: "Marylander",
    5001836: "Michigander Michiganian",
    5037779: "Minnesotan", 4436296: "Mississippian", 4398678: "Missourian", 5667009: "Montanan",
    5073708: "Nebraskan", 5509151: "Nevadan",
    5481136: "New-Mexican", 4482348: "North-Carolinian", 5165418: "Ohioan", 4544379: "Oklahoman",
    5744337: "Oregonian", 6254927: "Pennsylvanian",
    5224323: "Rhode-Islander", 4597040: "South-Carolinian", 5769223: "South-Dakotan", 4662168: "Tennessean",
    4736286: "Texan", 5549030: "Utahn",
    5242283: "Vermonter", 6254928: "Virginian", 4826850: "West-Virginian", 5279468: "Wisconsinite",
    5843591: "Wyomingite", 5690763: "North-Dakotan",
    5101760: "New-Jerseyan", 6115047: "Quebecois Quebecer Quebecker", 6093943: "Ontarian", 5883102: "Albertan",
    2951839: "Bavarian",
    2523119: "Sicilian", 3336901: "Catalan", 2641364: "Northern-Irish", 703883: "Crimean",
}  # fmt: skip

# GeoNames id of a city: words.
CITY_WORDS = {
    2643743: "Londoner", 2988507: "Parisian", 5128581: "New-Yorker", 524901: "Muscovite", 2950159: "Berliner",
    3169070: "",
}  # fmt: skip

NO_PLURAL = ("s", "sh", "ch", "ese", "men", "man", "ic", "nch", "tch")


@lru_cache(maxsize=1)
def read_demonyms() -> dict[str, str | int]:
    """What each demonym, casefolded, stands for: "=" and a country's code, a region's name, or a GeoNames id."""
    tables: list[tuple[str | int, str]] = [(f"={code}", words) for code, words in COUNTRY_WORDS.items()]
    tables += [*REGION_WORDS.items(), *DIVISION_WORDS.items(), *CITY_WORDS.items()]
    return {form.casefold(): target for target, words in tables for form in spell(words)}


@lru_cache(maxsize=1)
def read_first_words() -> frozenset[str]:
    """The words that demonyms begin with, in lower case."""
    return frozenset(re.split(r"[ -]", demonym)[0] for demonym in read_demonyms())


def spell(words: str) -> list[str]:
    """The demonyms in `words`, with plurals: hyphens stand for spaces; both spellings are given."""
    spelt = []
    for word in words.split():
        forms = [word] if word.endswith(NO_PLURAL) else [word, f"{word}s"]
        spelt += [f.replace("-", " ") for f in forms]
    return spelt
