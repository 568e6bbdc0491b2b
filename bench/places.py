"""Where the made-up news happens: real places, and the parts that invented names are put together from."""

from typing import NamedTuple


class Place(NamedTuple):
    """A real town: its name, what a reporter adds to tell it from its namesakes, and its country."""

    name: str
    context: str
    country: str


def _read(table: str) -> tuple[Place, ...]:
    """Places of a table with one `country: town, context; town, context` a line; context is optional."""
    places = []
    for line in table.strip().splitlines():
        country, towns = line.split(": ", 1)
        for town in towns.split("; "):
            name, _, context = town.partition(", ")
            places.append(Place(name, context or country, country))
    return tuple(places)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACES = _read("""\
the United States: Springfield, Illinois; Springfield, Missouri; Portland, Oregon; Portland, Maine; Columbus, Ohio
the United States: Boise, Idaho; Mobile, Alabama; Paris, Texas; Laredo, Texas; Tucson, Arizona; Duluth, Minnesota
the United States: Cambridge, Massachusetts; Athens, Georgia; Rochester, New York; Fresno, California
Canada: London, Ontario; Hamilton, Ontario; Kingston, Ontario; Halifax, Nova Scotia; Regina, Saskatchewan; Laval, Quebec
Mexico: Mérida, Yucatán; Tapachula, Chiapas; Monterrey, Nuevo León; Guadalajara, Jalisco; Veracruz
Guatemala: Quetzaltenango; Cobán
Honduras: San Pedro Sula; La Ceiba
Colombia: Cartagena; Medellín; Cali; Barranquilla
Venezuela: Maracaibo; Valencia; Barcelona, Anzoátegui state
Ecuador: Guayaquil; Cuenca; Ambato
Peru: Arequipa; Trujillo; Cusco; Iquitos
Bolivia: Cochabamba; Santa Cruz; Potosí
Chile: Valparaíso; Concepción; Antofagasta
Argentina: Córdoba; Rosario; Mendoza; Salta
Brazil: Recife; Manaus; Porto Alegre; Santos; Salvador, Bahia
Britain: Birmingham, the West Midlands; Leeds; Perth, Scotland; Cardiff; Newcastle, north-east England; Derry
Ireland: Cork; Galway
France: Lyon; Lille; Nantes; Marseille; Tours, the Loire valley
Spain: Valencia; Córdoba, Andalusia; Bilbao; Mérida, Extremadura; Vigo
Portugal: Porto; Braga
Italy: Bari; Genoa; Catania, Sicily; Trieste
Germany: Bremen; Leipzig; Frankfurt an der Oder; Kassel
the Netherlands: Groningen; Eindhoven
Belgium: Antwerp; Liège
Poland: Poznań; Gdańsk; Lublin
the Czech Republic: Brno; Ostrava
Hungary: Szeged; Debrecen
Romania: Cluj-Napoca; Constanța
Bulgaria: Plovdiv; Varna
Greece: Thessaloniki; Patras
Serbia: Novi Sad; Niš
Ukraine: Kharkiv; Odesa; Lviv
Moldova: Bălți
Georgia: Batumi; Kutaisi
Armenia: Gyumri
Turkey: Izmir; Adana; Trabzon
Sweden: Malmö; Umeå
Norway: Bergen; Tromsø
Finland: Turku; Oulu
Estonia: Tartu
Egypt: Alexandria; Aswan
Tunisia: Sfax; Gabès
Morocco: Fez; Agadir
Algeria: Oran; Constantine
Senegal: Saint-Louis; Ziguinchor
Ghana: Kumasi; Tamale
Nigeria: Kano; Port Harcourt; Maiduguri
Cameroon: Douala; Bamenda
Kenya: Mombasa; Kisumu; Eldoret
Ethiopia: Dire Dawa; Mekelle
South Sudan: Bor; Malakal
Uganda: Gulu
Tanzania: Mwanza; Arusha
Mozambique: Beira; Nampula
Madagascar: Toliara
Zambia: Ndola
South Africa: Durban; East London, the Eastern Cape; Kimberley
Lebanon: Tripoli
Libya: Tripoli; Benghazi
Jordan: Zarqa
Iraq: Mosul; Basra
Iran: Shiraz; Tabriz
Yemen: Aden; Taiz
Pakistan: Peshawar; Multan; Hyderabad, Sindh
India: Hyderabad, Telangana; Pune; Guwahati, Assam; Salem, Tamil Nadu
Bangladesh: Chittagong; Sylhet
Sri Lanka: Kandy; Jaffna
Nepal: Pokhara
Thailand: Chiang Mai; Hat Yai
Vietnam: Da Nang; Can Tho
the Philippines: Cebu; Davao; Santa Rosa, Laguna
Indonesia: Surabaya; Makassar; Padang
Japan: Sapporo; Sendai
South Korea: Busan; Daegu
Australia: Perth, Western Australia; Newcastle, New South Wales; Darwin
New Zealand: Hamilton, the Waikato; Dunedin
""")

# Given and family names are paired at random, so that no pair is meant to be anybody.
GIVEN = _words("""\
Adaeze Aino Alma Amir Anselm Beatriz Bilal Callum Celeste Chiara Dagny Daria Denise Dmytro Edda Efosa Elio
Esperanza Farid Fenna Gideon Greta Hadiza Halina Haruto Ilse Imran Ines Ivo Jelena Joaquim Jonas Kaito Kavita
Keziah Lars Leila Lena Lorcan Lucinda Magnus Malik Marisol Matteo Mihai Nadia Nils Noemi Odile Olga Oskar Pilar
Piotr Priya Quentin Rafaela Ravi Rhona Rosa Ruben Sadia Samir Selma Silvio Soraya Tadeo Tamsin Teodor Thandi
Tobias Ulla Vesna Viktor Wanjiru Wei Xavier Yesenia Yusuf Zainab Zoltan
""")
FAMILY = _words("""\
Abara Albrecht Amundsen Anquetil Aranda Baptiste Baros Bielski Borromeo Brandvold Calloway Castellan
Chikwanda Cisneros Crasky Dalgaard Danso Desrosiers Dinsmore Drummond Eguiluz Ekwueme Fairweather Farkas Ferreira
Fontaine Gatluak Ghorbani Goncalves Grabowski Haddad Halvorsen Hartigan Hironaka Huillca Ibarra Iverack Jankovic
Kallio Karimov Kettering Kovalenko Kruger Lachance Leith Lindqvist Lokali Macready Malec Marchetti Mbele
Mendizabal Moen Muianga Nakashima Ndiaye Novotny Oakes Obuya Okonedo Oyelaran Papadakis Pareja Petrescu Quinlan
Quintanilla Rannikko Rasolofo Redfern Rooijen Salcedo Sandoval Sisavath Stavrou Suleiman Tanabe Tellez
Thackeray Trevelyan Uchida Ustinova Valderrama Vanaken Vasquez Velloso Wambugu Westergaard Wrzos Yilmaz Zarate
Zielinska
""")
OUTLETS = (
    "Pacific Wire Service",
    "The Northern Courier",
    "Harbour Post",
    "Meridian News",
    "Daily Lantern",
    "Continental Dispatch",
    "The Evening Ledger",
    "Sierra Courier",
    "Riverside Gazette",
    "Global Radio News",
    "The Capital Observer",
    "Southern Cross Tribune",
)
TRADES = (
    "a schoolteacher",
    "a bus driver",
    "a retired nurse",
    "a shopkeeper",
    "a student of 22",
    "a mother of three",
    "who runs a bakery nearby",
    "a fisherman",
    "a civil engineer",
    "who has lived there for thirty years",
    "a volunteer with the Red Cross",
    "a taxi driver",
    "an economist at the local university",
    "a pharmacist",
)
BODIES = (
    "the interior ministry",
    "the regional government",
    "the city council",
    "the health ministry",
    "the national statistics office",
    "the prosecutor's office",
    "the civil protection agency",
    "the transport authority",
    "the governor's office",
    "the Red Cross",
    "the United Nations refugee agency",
    "the European Commission",
    "the World Bank",
    "the chamber of commerce",
)
GROUPS = (
    "{family} Foundation",
    "{town} Citizens' Forum",
    "{family} Institute",
    "{town} Workers' Union",
    "Movement for {town}",
    "Association of {town} Growers",
    "{family} Legal Centre",
)
FIRMS = (
    "{family} Energy",
    "{family} Logistics",
    "{family} & {family2}",
    "{family} Foods",
    "{family} Marine",
    "{town} Steel",
    "{family} Pharma",
    "{family} Rail",
    "{family} Telecom",
)
