"""Names that news uses and the packages lack, and abbreviations of first level divisions: written by hand."""

# ISO alpha-2 code: names.
COUNTRIES = {
    "US": "U.S.|US|USA|U.S.A.|America|United States|United States of America|the States|American homeland|US of A",
    "GB": "U.K.|UK|Britain|Great Britain|United Kingdom|G.B.",
    "AE": "UAE|U.A.E.|Emirates|United Arab Emirates",
    "CD": "DRC|DR Congo|D.R. Congo|Democratic Republic of Congo|Congo-Kinshasa|Congo|Belgian Congo",
    "CG": "Republic of Congo|Republic of the Congo|Congo-Brazzaville|Congo Republic|Congo",
    "KP": "North Korea|DPRK|N. Korea|Democratic People's Republic of Korea|Korea",
    "KR": "South Korea|ROK|S. Korea|Republic of Korea|Korea",
    "CN": "China|PRC|P.R.C.|People's Republic of China|mainland China|Red China",
    "TW": "Taiwan|Republic of China|Formosa",
    "CZ": "Czech Republic|Czechia", "MK": "Macedonia|North Macedonia|FYROM|F.Y.R.O.M.", "SZ": "Swaziland|Eswatini",
    "CV": "Cape Verde|Cabo Verde", "TL": "East Timor|Timor-Leste|Timor Leste", "MM": "Burma|Myanmar",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "PS": "Palestine|State of Palestine|Palestinian Territories", "VA": "Vatican|Vatican City|Holy See",
    "NL": "Netherlands|Holland|the Netherlands",
    "BA": "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia|Bosnia & Herzegovina", "RU": "Russia|Russian Federation",
    "IR": "Iran|Islamic Republic of Iran",
    "SY": "Syria", "LA": "Laos|Lao PDR", "VN": "Vietnam|Viet Nam", "TR": "Turkey|Turkiye|Türkiye", "TZ": "Tanzania",
    "MD": "Moldova", "VE": "Venezuela",
    "BO": "Bolivia", "BN": "Brunei", "FM": "Micronesia", "ST": "Sao Tome",
    "KN": "St. Kitts|Saint Kitts|St. Kitts and Nevis", "VC": "St. Vincent|St. Vincent and the Grenadines",
    "LC": "St. Lucia", "AG": "Antigua", "TT": "Trinidad|Trinidad and Tobago|Trinidad & Tobago",
    "PG": "Papua New Guinea|PNG|P.N.G.", "NZ": "New Zealand|NZ|N.Z.|Aotearoa",
    "SA": "Saudi Arabia|KSA", "CF": "Central African Republic|CAR", "DO": "Dominican Republic", "HK": "Hong Kong",
    "MO": "Macau|Macao",
    "FK": "Falkland Islands|Falklands|Malvinas", "VI": "U.S. Virgin Islands|US Virgin Islands|Virgin Islands",
    "VG": "British Virgin Islands", "GM": "Gambia|the Gambia", "BS": "Bahamas|the Bahamas",
    "PH": "Philippines|the Philippines", "SD": "Sudan|the Sudan", "SS": "South Sudan", "UA": "Ukraine|the Ukraine",
    "IE": "Ireland|Republic of Ireland|Irish Republic|Eire",
    "SB": "Solomon Islands|Solomons", "MH": "Marshall Islands", "CK": "Cook Islands", "KY": "Cayman Islands|Caymans",
    "TC": "Turks and Caicos", "SC": "Seychelles", "MV": "Maldives",
    "KG": "Kyrgyzstan|Kirghizia|Kyrgyz Republic", "BY": "Belarus|Byelorussia", "SK": "Slovakia|Slovak Republic",
    "XK": "Kosovo", "LY": "Libya", "GE": "Georgia|Republic of Georgia", "IN": "India",
    "PR": "Puerto Rico", "GU": "Guam", "RE": "Reunion", "EH": "Western Sahara", "IM": "Isle of Man", "JO": "Jordan",
    "ME": "Montenegro", "RS": "Serbia", "ZA": "South Africa|RSA",
}  # fmt: skip

# GeoNames id: names of cities and divisions.
PLACES = {
    5128581: "New York|New York City|NYC|N.Y.C.|New York, N.Y.|City of New York",
    5128638: "New York|New York State|State of New York|NY|N.Y.",
    5368361: "Los Angeles|LA|L.A.|City of Angels",
    4140963: "Washington|Washington D.C.|Washington DC|D.C.|DC|Washington, D.C.|Washington, DC",
    5815135: "Washington|Washington State|State of Washington",
    5391959: "San Francisco|SF|S.F.|San Fran|Frisco",
    4560349: "Philadelphia|Philly", 4180439: "Atlanta", 4164138: "Miami", 5506956: "Las Vegas|Vegas",
    4335045: "New Orleans",
    6058560: "", 2643743: "London|City of London|Greater London", 1850147: "Tokyo", 524901: "Moscow",
    498817: "St. Petersburg|Saint Petersburg|Leningrad",
    1816670: "Beijing|Peking", 1275339: "Mumbai|Bombay", 1275004: "Kolkata|Calcutta", 1264527: "Chennai|Madras",
    1277333: "Bangalore|Bengaluru",
    1298824: "Yangon|Rangoon", 1566083: "Ho Chi Minh City|Saigon", 703448: "Kyiv|Kiev", 5110302: "Brooklyn",
    281184: "Jerusalem", 281133: "Gaza City|Gaza",
    264371: "Athens", 3169070: "Rome", 2950159: "Berlin", 292223: "Dubai", 1174872: "Karachi", 1609350: "Bangkok",
    3530597: "Mexico City|Mexico D.F.|Ciudad de Mexico",
    2641364: "Northern Ireland|N. Ireland|NI", 285153: "West Bank", 281132: "Gaza Strip|Gaza",
    6115047: "Quebec|Québec", 6325494: "Quebec City|Quebec",
    258465: "Lesbos|Lesvos|Lesbos Island", 2640923: "Orkney Islands|Orkney|Orkneys",
    # Cities whose English name other places have for their own.
    698740: "Odesa|Odessa", 2886242: "Cologne|Koeln", 2510911: "Seville", 2995469: "Marseilles", 2996944: "Lyons",
    2910831: "Hanover", 2800931: "Bruges", 2797656: "Ghent", 2659811: "Lucerne", 2661552: "Berne",
    3110044: "San Sebastian", 2643736: "Londonderry", 109223: "Medina", 104515: "Mecca", 964420: "Port Elizabeth",
    1259229: "Poona", 1253573: "Baroda", 1273874: "Cochin", 1735106: "Penang", 99532: "Basra", 283506: "Jenin",
    79415: "Hodeidah|Hodeida|al-Hudaydah", 79416: "Hodeidah|Hodeida|al-Hudaydah", 3451190: "Rio", 3533462: "Acapulco",
    2523119: "Sicily", 3336901: "Catalonia|Catalunya", 2951839: "Bavaria", 2641170: "", 5879092: "Alaska",
}  # fmt: skip

# GeoNames ids of the meaning that a name has unless something speaks against it, though a division of the same name
# has more inhabitants (Washington, D.C., New York City), or another country shares it (South Korea, the larger Congo);
# and countries with a division called after them.
USUAL = frozenset((
    4140963, 5128581, 1835841, 203312,
    # Guatemala, Mexico, Panama, Luxembourg, Kuwait, Djibouti, Taiwan, Singapore
    3595528, 3996063, 3703430, 2960313, 285570, 223816, 1668284, 1880251,
    # Buenos Aires, which does not lie in its province
    3435910,
))  # fmt: skip

# ISO 3166-2 code of a division: its abbreviations, dots left out, lower case; valid after a comma alone.
DIVISIONS = {
    "US-AL": "al ala", "US-AK": "ak alaska", "US-AZ": "az ariz", "US-AR": "ar ark", "US-CA": "ca calif cal",
    "US-CO": "co colo", "US-CT": "ct conn",
    "US-DE": "de del", "US-DC": "dc", "US-FL": "fl fla", "US-GA": "ga", "US-HI": "hi", "US-ID": "id ida",
    "US-IL": "il ill", "US-IN": "in ind",
    "US-IA": "ia", "US-KS": "ks kan kans", "US-KY": "ky", "US-LA": "la", "US-ME": "me", "US-MD": "md",
    "US-MA": "ma mass", "US-MI": "mi mich",
    "US-MN": "mn minn", "US-MS": "ms miss", "US-MO": "mo", "US-MT": "mt mont", "US-NE": "ne neb nebr",
    "US-NV": "nv nev", "US-NH": "nh", "US-NJ": "nj",
    "US-NM": "nm", "US-NY": "ny", "US-NC": "nc", "US-ND": "nd", "US-OH": "oh", "US-OK": "ok okla", "US-OR": "or ore",
    "US-PA": "pa penn penna",
    "US-RI": "ri", "US-SC": "sc", "US-SD": "sd", "US-TN": "tn tenn", "US-TX": "tx tex", "US-UT": "ut", "US-VT": "vt",
    "US-VA": "va", "US-WA": "wa wash",
    "US-WV": "wv wva", "US-WI": "wi wis wisc", "US-WY": "wy wyo",
    "CA-AB": "ab alta", "CA-BC": "bc", "CA-MB": "mb man", "CA-NB": "nb", "CA-NL": "nl nfld", "CA-NS": "ns",
    "CA-ON": "on ont", "CA-PE": "pe pei",
    "CA-QC": "qc que", "CA-SK": "sk sask", "CA-NT": "nt nwt", "CA-NU": "nu", "CA-YT": "yt",
    "AU-NSW": "nsw", "AU-QLD": "qld", "AU-SA": "sa", "AU-TAS": "tas", "AU-VIC": "vic", "AU-WA": "wa",
    "AU-ACT": "act", "AU-NT": "nt",
}  # fmt: skip
