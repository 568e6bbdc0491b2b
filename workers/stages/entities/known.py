"""Well-known names that the model takes for something else, by what they are.  Written by hand, all in lower case."""

from workers.stages.entities.tables import phrases

# Well-known bodies and buildings that stand for a body, which the model takes for something else.
KNOWN_ORGS = phrases((
    "pentagon", "white house", "kremlin", "downing street", "capitol hill", "wall street", "state department",
    "supreme court", "federal reserve", "european union", "european commission", "european parliament",
    "united nations", "security council", "african union", "arab league", "house of commons", "house of lords",
    "house of representatives", "knesset", "bundestag", "taliban", "hamas", "hezbollah", "al - qaeda", "al qaeda",
    "al-qaeda", "al-qaida", "isis", "islamic state", "boko haram", "al-shabaab", "hizbullah", "vatican",
    "associated press", "press association", "reuters", "agence france-presse", "bloomberg", "ap", "afp", "upi",
    "nato", "eu", "un", "u.n.", "fbi", "cia", "nsa", "imf", "who", "opec", "unicef", "unhcr", "nasa", "bbc", "cnn",
    "nbc", "abc", "cbs", "npr", "pbs", "msnbc", "gop", "dnc", "rnc", "irs", "epa", "fda", "cdc", "tsa", "ice",
    "enron", "google", "microsoft", "facebook", "twitter", "amazon", "apple", "youtube", "wikipedia", "myspace",
    "scotland yard", "interpol", "europol", "asean", "unesco", "wto", "world bank", "red cross", "greenpeace",
    "sinn fein", "likud", "fatah", "forza italia", "tea party", "al qaeda in the islamic maghreb", "al-jazeera",
    "al jazeera", "deutsche bank", "goldman sachs", "morgan stanley", "jpmorgan", "citigroup", "walmart", "verizon",
    "exxonmobil", "chevron", "boeing", "airbus", "lockheed martin", "raytheon", "ford", "toyota", "volkswagen",
    "nissan", "honda", "tesla", "netflix", "uber", "airbnb", "instagram", "whatsapp", "snapchat", "samsung", "sony",
    "nokia", "huawei", "intel", "ibm", "cisco", "pfizer", "novartis", "merck", "bayer", "nestle", "starbucks",
    "mcdonald 's", "marriott", "gazprom", "rosneft", "aramco", "lufthansa", "ryanair", "harvard", "yale", "princeton",
    "stanford", "mit", "caltech", "eton", "sorbonne", "bundesbank", "bundestag", "bundesrat", "duma", "lancet",
    "politburo", "comintern", "red army", "gestapo", "stasi", "fsb", "gru", "mi5", "mi6", "isi", "irgc", "unrwa",
    "iaea", "osce", "getty images", "g20", "g7", "g8", "hall of fame",
    "human rights watch", "amnesty international", "fox news", "new york times", "washington post", "politico",
    "wall street journal", "guardian", "financial times", "congress", "senate", "house", "labour", "gestapo",
    "nkvd", "kgb", "wehrmacht", "luftwaffe", "ss", "mossad", "waffen-ss", "aclu", "nra", "naacp", "mtv", "hbo",
    "nfl", "nba", "nhl", "mlb", "ncaa", "fifa", "uefa", "ioc", "ira", "plo", "eta", "pkk", "farc",
))  # fmt: skip
KNOWN_EVENTS = phrases((
    "world war i", "world war ii", "world war one", "world war two", "first world war", "second world war",
    "cold war", "holocaust", "great depression", "brexit", "arab spring", "olympics", "world cup", "super bowl",
    "great war", "wwi", "wwii", "ww2", "ww1", "renaissance", "reformation", "industrial revolution",
))  # fmt: skip
KNOWN_PLACES = phrases((
    "europe", "asia", "africa", "north america", "south america", "latin america", "central america", "antarctica",
    "oceania", "middle east", "far east", "balkans", "caucasus", "scandinavia", "siberia", "caribbean", "levant",
    "mediterranean", "arctic", "oval office", "rose garden", "times square", "red square", "tiananmen square",
    "eastern europe", "western europe", "central europe", "southeast asia", "south asia", "east asia",
    "central asia", "north africa", "west africa", "east africa", "sub - saharan africa", "holy land",
    "new england", "bay area", "atlantic", "pacific", "alps", "himalayas", "sahara", "sahel", "maghreb", "gaza",
    "gaza strip", "west bank", "golan heights", "crimea", "donbas", "kashmir", "kurdistan", "chechnya", "tibet",
    "midwest", "west coast", "east coast", "silicon valley", "persian gulf", "black sea", "baltics", "benelux",
    "iberia", "transylvania", "anatolia", "mesopotamia", "normandy", "bavaria", "catalonia", "flanders",
    "wallonia", "mecca", "medina", "hollywood", "brooklyn", "manhattan", "bronx", "queens", "harlem", "nile",
    "danube", "rhine", "thames", "amazon river", "indian subcontinent", "soviet union", "ussr", "yugoslavia",
    "czechoslovakia", "east germany", "west germany", "prussia", "ottoman empire", "roman empire",
    "byzantine empire", "persia", "north vietnam", "south vietnam", "burma", "ceylon", "rhodesia", "zaire",
    "austria - hungary", "british empire", "holy roman empire", "phoenicia", "macedon", "gaul", "assyria",
    "babylon", "babylonia", "carthage", "sparta",
))  # fmt: skip
# Names of countries that GeoNames writes otherwise, with ISO 3166-1 alpha-2 codes.
COUNTRY_ALIASES = {
    "us": "US", "u.s.": "US", "u.s": "US", "usa": "US", "u.s.a.": "US", "america": "US",
    "uk": "GB", "u.k.": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "holland": "NL", "netherlands": "NL", "uae": "AE", "ivory coast": "CI", "burma": "MM",
    "czech republic": "CZ", "macedonia": "MK", "congo": "CG", "democratic republic of the congo": "CD", "drc": "CD",
    "bosnia": "BA", "herzegovina": "BA", "vatican city": "VA", "palestine": "PS", "swaziland": "SZ", "east timor": "TL",
    "cape verde": "CV", "korea": "KR", "people 's republic of china": "CN", "republic of ireland": "IE", "macau": "MO",
    "turkey": "TR", "united states of america": "US",
}  # fmt: skip
