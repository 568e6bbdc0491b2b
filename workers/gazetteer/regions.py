"""Regions above, across or inside countries, and physical features: written by hand.

GeoNames's dump of cities and divisions has none of them.  Their GeoNames ids are left out, so each has an id of
this project, which is negative; coordinates are central points, good to some 100 km for the large ones.
A line is `name; code; latitude; longitude; country or -; other names separated by "|"`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workers.gazetteer.airports import AIRPORTS
from workers.gazetteer.areas import AREAS

# GeoNames's feature classes by its codes.
CLASSES = {
    "RGN": "L", "AREA": "L", "CST": "L", "CONT": "L", "TERR": "L", "PRK": "L", "MILB": "L", "RESV": "L",
    "AMUS": "S", "AIRP": "S", "AIRB": "S", "RUIN": "S", "EST": "H", "FLLS": "H", "SHOL": "H", "GLCR": "H",
    "OCN": "H", "SEA": "H", "GULF": "H", "BAY": "H", "STRT": "H", "LK": "H", "LKS": "H", "STM": "H", "CNL": "H",
    "CHN": "H", "SD": "H",
    "MTS": "T", "MT": "T", "DSRT": "T", "PEN": "T", "ISL": "T", "ISLS": "T", "PLAT": "T", "VAL": "T", "CAPE": "T",
    "PASS": "T", "DLTA": "T",
    "CNYN": "T", "FRST": "V", "PLN": "T", "VLC": "T",
}  # fmt: skip

REGIONS = """
Middle East; RGN; 29; 41; -; Mideast|Near East
European Union; RGN; 48.7; 9.1; -; EU|E.U.
Central America; RGN; 12.8; -85.5; -;
Latin America; RGN; -4; -62; -;
Caribbean; RGN; 18; -72; -; West Indies|Caribbean Islands|Antilles
Americas; RGN; 15; -90; -;
Eurasia; RGN; 50; 80; -;
Eastern Europe; RGN; 50; 30; -; East Europe
Western Europe; RGN; 48; 4; -; West Europe
Central Europe; RGN; 48.5; 16; -; Mitteleuropa
Northern Europe; RGN; 60; 18; -;
Southern Europe; RGN; 41; 14; -;
Southeastern Europe; RGN; 42.5; 22; -; South-East Europe|South-Eastern Europe
Scandinavia; RGN; 63; 16; -; Nordic countries
Balkans; RGN; 43; 21; -; Balkan Peninsula|Western Balkans
Baltics; RGN; 57; 24.5; -; Baltic states|Baltic region
Iberia; PEN; 40; -4; -; Iberian Peninsula
Benelux; RGN; 51; 5; -; Low Countries
Caucasus; RGN; 42.5; 44; -; Caucasus Mountains|South Caucasus|Transcaucasia
North Caucasus; RGN; 43.3; 44.5; RU;
British Isles; ISLS; 54; -4; -;
Southeast Asia; RGN; 10; 106; -; South-East Asia|South East Asia|Southeastern Asia
South Asia; RGN; 23; 78; -; Indian subcontinent|Southern Asia
East Asia; RGN; 36; 115; -; Eastern Asia|Far East|Northeast Asia
Central Asia; RGN; 43; 65; -;
Western Asia; RGN; 33; 42; -; West Asia
Asia-Pacific; RGN; 10; 125; -; Asia Pacific|Indo-Pacific
Levant; RGN; 34; 36.5; -;
Arabian Peninsula; PEN; 22; 46; -; Arabia
Maghreb; RGN; 32; 3; -;
North Africa; RGN; 28; 15; -; Northern Africa
West Africa; RGN; 12; -3; -; Western Africa
East Africa; RGN; 1; 37; -; Eastern Africa
Central Africa; RGN; 4; 20; -; Middle Africa
Southern Africa; RGN; -22; 24; -;
Sub-Saharan Africa; RGN; 2; 21; -;
Horn of Africa; RGN; 8; 45; -;
Sahel; RGN; 14.5; 3; -; Sahel region
Great Lakes region; RGN; -2; 29; -;
Oceania; RGN; -15; 160; -;
Polynesia; RGN; -16; -150; -;
Melanesia; RGN; -9; 158; -;
Micronesia region; RGN; 8; 155; -;
Pacific Islands; ISLS; -10; 170; -; South Pacific|Pacific Island Countries
Arctic; RGN; 80; 0; -; Arctic Circle|Arctic region|High Arctic
South Pole; RGN; -90; 0; -;
North Pole; RGN; 90; 0; -;
Kurdistan; RGN; 37; 44; -; Kurdish region
Iraqi Kurdistan; RGN; 36.2; 44; IQ; Kurdistan Region
Kashmir; RGN; 34.3; 75.5; -;
Punjab region; RGN; 31; 74; -;
Bengal; RGN; 24; 88.5; -;
Patagonia; RGN; -45; -69; AR;
Amazon Basin; RGN; -4; -62; BR; Amazon rainforest|Amazonia
Siberia; RGN; 60; 100; RU;
Russian Far East; RGN; 58; 140; RU;
Donbas; RGN; 48.2; 38.2; UA; Donbass
Crimea; PEN; 45.3; 34.4; UA; Crimean Peninsula
Transnistria; RGN; 47.2; 29.4; MD; Transdniestria
Nagorno-Karabakh; RGN; 39.9; 46.7; AZ; Nagorno Karabakh|Artsakh|Karabakh
Transylvania; RGN; 46.5; 24; RO;
Galilee; RGN; 32.8; 35.4; IL;
Golan Heights; RGN; 33; 35.75; SY; Golan
Sinai Peninsula; PEN; 29.5; 33.8; EG; Sinai|the Sinai
Negev; DSRT; 30.8; 34.8; IL; Negev Desert
Palestinian territories; RGN; 31.9; 35.2; PS; Palestinian Territory|Occupied Territories
Darfur; RGN; 13.5; 24; SD;
Ogaden; RGN; 7; 44; ET;
Biafra; RGN; 5.5; 7.2; NG;
Niger Delta; DLTA; 5; 6; NG;
Nile Delta; DLTA; 30.9; 31.1; EG;
Mekong Delta; DLTA; 10; 105.7; VN;
Indochina; RGN; 15; 105; -;
Korean Peninsula; PEN; 38; 127; -;
Kamchatka; PEN; 56; 159; RU; Kamchatka Peninsula
Manchuria; RGN; 45; 126; CN;
Inner Mongolia region; RGN; 44; 113; CN;
Borneo; ISL; 0.5; 114; -;
Java; ISL; -7.3; 110; ID;
Sumatra; ISL; 0; 102; ID;
Sulawesi; ISL; -2; 121; ID;
New Guinea; ISL; -5.5; 141; -;
Mindanao; ISL; 7.8; 125; PH;
Luzon; ISL; 16; 121; PH;
Visayas; ISLS; 11; 123.5; PH;
Honshu; ISL; 36; 138; JP;
Kyushu; ISL; 32.8; 131; JP;
Sicily island; ISL; 37.5; 14; IT;
Spratly Islands; ISLS; 10; 114; -; Spratlys
Paracel Islands; ISLS; 16.5; 112; -;
Kuril Islands; ISLS; 46; 150; RU; Kurils
Canary Islands; ISLS; 28; -15.6; ES; Canaries
Balearic Islands; ISLS; 39.5; 3; ES;
Azores; ISLS; 38.5; -28; PT;
Channel Islands; ISLS; 49.4; -2.3; -;
Hebrides; ISLS; 57.5; -7; GB; Western Isles
Shetland Islands; ISLS; 60.3; -1.3; GB; Shetlands
Galapagos Islands; ISLS; -0.7; -90.6; EC; Galapagos
Florida Keys; ISLS; 24.7; -81.1; US;
Aleutian Islands; ISLS; 52.5; -174; US; Aleutians
Long Island; ISL; 40.8; -73.3; US;
Cape Cod; PEN; 41.7; -70.3; US;
Martha's Vineyard; ISL; 41.4; -70.6; US;
Nantucket Island; ISL; 41.28; -70.07; US;
Vancouver Island; ISL; 49.6; -125.5; CA;
Baffin Island; ISL; 69; -72; CA;
Cape Breton; ISL; 46.1; -60.7; CA; Cape Breton Island
Isle of Wight; ISL; 50.68; -1.28; GB;
Anglesey; ISL; 53.28; -4.35; GB;
Guantanamo Bay; BAY; 19.95; -75.15; CU; Guantanamo|Gitmo
Diego Garcia; ISL; -7.3; 72.4; IO;
Easter Island; ISL; -27.1; -109.35; CL;
Tasmania island; ISL; -42; 147; AU;
North Island; ISL; -39; 176; NZ;
South Island; ISL; -43.5; 171; NZ;
New England; RGN; 44; -71; US;
Midwest; RGN; 41.5; -93; US; Midwestern United States|American Midwest|Upper Midwest
Deep South; RGN; 32.5; -87; US; American South
Pacific Northwest; RGN; 46; -121; US;
Mid-Atlantic; RGN; 40; -76; US; Mid-Atlantic states
West Coast; RGN; 38; -121; US;
East Coast; RGN; 38; -76; US; Eastern Seaboard
Gulf Coast; RGN; 30; -90; US;
Great Plains; RGN; 41; -100; US;
Appalachia; RGN; 37.5; -81.5; US; Appalachian Mountains|Appalachians
Silicon Valley; VAL; 37.37; -122.04; US;
San Francisco Bay Area; AREA; 37.75; -122.25; US; Bay Area|East Bay
San Fernando Valley; VAL; 34.22; -118.5; US;
Central Valley; VAL; 37; -120; US;
San Joaquin Valley; VAL; 36.6; -120.2; US;
Napa Valley; VAL; 38.4; -122.35; US;
Inland Empire; AREA; 34; -117.3; US;
Southern California; RGN; 34.2; -117.5; US; SoCal
Northern California; RGN; 39.5; -121.8; US; NorCal
Upstate New York; RGN; 43; -75.5; US;
Hudson Valley; VAL; 41.7; -73.95; US;
Jersey Shore; CST; 39.9; -74.1; US;
Northern Virginia; RGN; 38.8; -77.4; US;
Hampton Roads; AREA; 36.95; -76.3; US; Tidewater
Outer Banks; ISLS; 35.4; -75.5; US;
Lowcountry; RGN; 32.6; -80.6; US; Low Country
Lehigh Valley; VAL; 40.65; -75.4; US;
Ozarks; RGN; 37; -92.5; US; Ozark Mountains
Mississippi Delta; RGN; 33.5; -90.6; US;
Rust Belt; RGN; 41; -83; US;
Upper Peninsula; PEN; 46.3; -87; US;
Hill Country; RGN; 30.2; -99; US; Texas Hill Country
Rio Grande Valley; VAL; 26.2; -98.2; US;
Dallas-Fort Worth; AREA; 32.8; -97; US; Metroplex|DFW
Twin Cities; AREA; 44.96; -93.17; US;
Quad Cities; AREA; 41.5; -90.5; US;
Tri-Cities; AREA; 46.23; -119.2; US;
Research Triangle; AREA; 35.9; -78.85; US;
Hampton Roads area; AREA; 36.95; -76.3; US;
Capitol Hill; AREA; 38.889; -77; US;
Wall Street; AREA; 40.7064; -74.009; US;
Times Square; AREA; 40.758; -73.9855; US;
Ground Zero; AREA; 40.7115; -74.0134; US;
Central Park; PRK; 40.7829; -73.9654; US;
Navajo Nation; RESV; 36.2; -109.5; US;
Yellowstone National Park; PRK; 44.6; -110.5; US; Yellowstone
Yosemite National Park; PRK; 37.85; -119.55; US; Yosemite
Everglades; PRK; 25.6; -80.9; US; Everglades National Park
Grand Canyon; CNYN; 36.1; -112.1; US;
Death Valley; VAL; 36.4; -116.9; US;
Great Smoky Mountains; MTS; 35.6; -83.5; US; Smoky Mountains|Smokies
Blue Ridge Mountains; MTS; 37; -80.5; US; Blue Ridge
Shenandoah Valley; VAL; 38.5; -78.9; US;
Catskills; MTS; 42.1; -74.4; US; Catskill Mountains
Adirondacks; MTS; 44.1; -74; US; Adirondack Mountains
Poconos; MTS; 41.1; -75.3; US; Pocono Mountains
Rocky Mountains; MTS; 43; -110; -; Rockies
Sierra Nevada; MTS; 38; -119.5; US; Sierras
Cascades; MTS; 46; -121.5; US; Cascade Range|Cascade Mountains
Black Hills; MTS; 44; -103.8; US;
Mount Rainier; VLC; 46.85; -121.76; US;
Mount St. Helens; VLC; 46.2; -122.19; US;
Mount McKinley; MT; 63.07; -151; US; Denali
Mount Everest; MT; 27.99; 86.93; NP; Everest
Mount Kilimanjaro; MT; -3.07; 37.35; TZ; Kilimanjaro
Mount Etna; VLC; 37.75; 15; IT; Etna
Mount Fuji; VLC; 35.36; 138.73; JP;
Mount Vesuvius; VLC; 40.82; 14.43; IT; Vesuvius
Mont Blanc; MT; 45.83; 6.86; FR;
Alps; MTS; 46.5; 9.5; -; Swiss Alps|French Alps
Pyrenees; MTS; 42.6; 1; -;
Carpathians; MTS; 47.5; 25; -; Carpathian Mountains
Urals; MTS; 60; 59.5; RU; Ural Mountains
Himalayas; MTS; 28.5; 84; -; Himalaya
Hindu Kush; MTS; 35.5; 71; -;
Karakoram; MTS; 35.8; 76.5; -;
Andes; MTS; -20; -67; -; Andes Mountains
Atlas Mountains; MTS; 31.5; -6; MA;
Zagros Mountains; MTS; 33; 47.5; IR;
Lake District; RGN; 54.5; -3.15; GB;
Peak District; RGN; 53.35; -1.8; GB;
Scottish Highlands; RGN; 57.2; -4.8; GB; the Highlands
Cotswolds; RGN; 51.8; -1.9; GB;
East Anglia; RGN; 52.4; 0.8; GB;
West Midlands region; RGN; 52.5; -1.9; GB;
Midlands; RGN; 52.6; -1.5; GB; East Midlands
West Country; RGN; 51; -3.5; GB;
Home Counties; RGN; 51.5; -0.3; GB;
Thames Valley; VAL; 51.6; -1; GB;
Ulster; RGN; 54.5; -7; -;
Leinster; RGN; 53.1; -6.9; IE;
Munster province; RGN; 52.2; -8.8; IE;
Connacht; RGN; 53.6; -9; IE;
Yorkshire; RGN; 53.95; -1.5; GB;
Sussex; RGN; 50.93; -0.2; GB;
Tyneside; AREA; 54.98; -1.55; GB;
Merseyside; AREA; 53.42; -2.95; GB;
Downing Street; AREA; 51.5033; -0.1276; GB;
Ruhr; RGN; 51.5; 7.2; DE; Ruhr Valley
Bavarian Alps; MTS; 47.5; 11; DE;
Riviera; CST; 43.6; 7.1; FR; French Riviera|Cote d'Azur
Provence; RGN; 43.8; 6; FR;
Normandy; RGN; 49; 0; FR;
Alsace; RGN; 48.3; 7.5; FR;
Lorraine; RGN; 48.8; 6.2; FR;
Champagne; RGN; 49; 4; FR;
Burgundy; RGN; 47; 4.5; FR;
Flanders; RGN; 51; 4; BE;
Silesia; RGN; 51; 17.5; PL;
Bohemia; RGN; 50; 14.5; CZ;
Moravia; RGN; 49.3; 17; CZ;
Tyrol region; RGN; 47; 11.4; -;
Basque Country; RGN; 43; -2.6; ES;
Outback; RGN; -25; 133; AU;
Gold Coast region; RGN; -28; 153.4; AU;
Great Barrier Reef; RGN; -18.3; 147.7; AU;
Tibet; RGN; 31.5; 88; CN;
Xinjiang; RGN; 41; 85; CN;
Tiananmen Square; AREA; 39.9; 116.39; CN; Tiananmen
Helmand; RGN; 31; 64; AF;
Waziristan; RGN; 32.7; 69.8; PK; South Waziristan|North Waziristan
Swat Valley; VAL; 35.2; 72.4; PK; Swat
Khyber Pass; PASS; 34.1; 71.1; PK;
Rann of Kutch; RGN; 24; 70; IN;
Ladakh region; RGN; 34.2; 77.6; IN;
Golden Triangle; RGN; 20.4; 100; -;
Korean DMZ; AREA; 38.2; 127.1; -; Demilitarized Zone|DMZ
Green Zone; AREA; 33.3; 44.39; IQ;
Temple Mount; AREA; 31.778; 35.2354; IL; Al-Aqsa
East Jerusalem; AREA; 31.78; 35.24; PS;
Atlantic Ocean; OCN; 10; -30; -; Atlantic
Pacific Ocean; OCN; 0; -150; -; Pacific
Indian Ocean; OCN; -15; 75; -;
Arctic Ocean; OCN; 85; 0; -;
Southern Ocean; OCN; -65; 0; -;
North Atlantic; OCN; 40; -35; -; North Atlantic Ocean
South Atlantic; OCN; -25; -15; -; South Atlantic Ocean
Mediterranean Sea; SEA; 36; 17; -; Mediterranean
Caribbean Sea; SEA; 15; -75; -;
Black Sea; SEA; 43.5; 34; -;
Red Sea; SEA; 20; 38.5; -;
Dead Sea; LK; 31.5; 35.5; -;
Caspian Sea; SEA; 42; 50.5; -; Caspian
North Sea; SEA; 56; 3; -;
Baltic Sea; SEA; 58; 20; -; Baltic
Irish Sea; SEA; 53.7; -5; -;
English Channel; CHN; 50.2; -1; -;
Adriatic Sea; SEA; 43; 15; -; Adriatic
Aegean Sea; SEA; 38.5; 25; -; Aegean
Ionian Sea; SEA; 38; 19; -;
Tyrrhenian Sea; SEA; 40; 12; -;
Sea of Azov; SEA; 46; 36.5; -;
Sea of Marmara; SEA; 40.7; 28.2; TR;
Bosphorus; STRT; 41.1; 29.05; TR; Bosporus
Dardanelles; STRT; 40.2; 26.4; TR;
Barents Sea; SEA; 74; 36; -;
Norwegian Sea; SEA; 68; 2; -;
White Sea; SEA; 65.5; 38; RU;
Bering Sea; SEA; 58; -178; -;
Bering Strait; STRT; 65.8; -169; -;
Sea of Japan; SEA; 40; 135; -; East Sea
Sea of Okhotsk; SEA; 55; 150; -;
Yellow Sea; SEA; 36; 123; -; West Sea
East China Sea; SEA; 29; 125; -;
South China Sea; SEA; 13; 115; -;
Philippine Sea; SEA; 20; 135; -;
Java Sea; SEA; -5; 111; ID;
Coral Sea; SEA; -17; 155; -;
Tasman Sea; SEA; -38; 162; -;
Arabian Sea; SEA; 15; 65; -;
Persian Gulf; GULF; 27; 51; -; Arabian Gulf|Gulf region
Gulf of Mexico; GULF; 25; -90; -;
Gulf of Aden; GULF; 12.5; 47.5; -;
Gulf of Oman; GULF; 25; 58.5; -;
Gulf of Guinea; GULF; 2; 2.5; -;
Gulf of Thailand; GULF; 9.5; 102; -;
Gulf of Tonkin; GULF; 20; 108; -;
Gulf of Aqaba; GULF; 28.8; 34.7; -;
Gulf of Alaska; GULF; 57; -144; US;
Gulf of California; GULF; 28; -112; MX; Sea of Cortez
Gulf of Carpentaria; GULF; -14; 139; AU;
Gulf of St. Lawrence; GULF; 48.5; -62.5; CA;
Bay of Bengal; BAY; 15; 88; -;
Bay of Biscay; BAY; 45.5; -4; -;
Hudson Bay; BAY; 60; -85; CA;
Chesapeake Bay; BAY; 38; -76.2; US; Chesapeake
San Francisco Bay; BAY; 37.7; -122.3; US;
Tampa Bay; BAY; 27.75; -82.55; US;
Galveston Bay; BAY; 29.5; -94.8; US;
Puget Sound; SD; 47.7; -122.4; US;
Long Island Sound; SD; 41.1; -72.9; US;
Strait of Hormuz; STRT; 26.6; 56.5; -;
Strait of Malacca; STRT; 3; 100.5; -; Malacca Strait
Strait of Gibraltar; STRT; 35.95; -5.6; -;
Taiwan Strait; STRT; 24.5; 119.5; -;
Kerch Strait; STRT; 45.3; 36.6; -;
Bab el-Mandeb; STRT; 12.6; 43.3; -;
Suez Canal; CNL; 30.6; 32.3; EG;
Panama Canal; CNL; 9.1; -79.7; PA;
Erie Canal; CNL; 43.05; -76.5; US;
Great Lakes; LKS; 45; -84; -;
Lake Superior; LK; 47.7; -87.5; -;
Lake Michigan; LK; 43.5; -87; US;
Lake Huron; LK; 44.8; -82.4; -;
Lake Erie; LK; 42.2; -81.2; -;
Lake Ontario; LK; 43.65; -77.8; -;
Lake Champlain; LK; 44.5; -73.3; -;
Lake Tahoe; LK; 39.1; -120; US;
Lake Mead; LK; 36.2; -114.4; US;
Lake Okeechobee; LK; 26.95; -80.8; US;
Lake Pontchartrain; LK; 30.2; -90.1; US;
Great Salt Lake; LK; 41.1; -112.5; US;
Lake Winnipeg; LK; 52; -97.3; CA;
Lake Victoria; LK; -1; 33; -;
Lake Tanganyika; LK; -6; 29.5; -;
Lake Malawi; LK; -12; 34.5; -;
Lake Chad; LK; 13.3; 14; -;
Lake Baikal; LK; 53.5; 108; RU;
Lake Geneva; LK; 46.45; 6.55; -;
Lake Titicaca; LK; -15.8; -69.4; -;
Lake Maracaibo; LK; 9.8; -71.6; VE;
Aral Sea; LK; 45; 60; -;
Sea of Galilee; LK; 32.8; 35.6; IL;
Nile; STM; 25; 32.6; -; Nile River|River Nile
Blue Nile; STM; 12; 34.5; -;
White Nile; STM; 9.5; 31.5; -;
Congo River; STM; -1; 18; -;
Niger River; STM; 13; 2; -; River Niger
Zambezi; STM; -16.5; 30; -; Zambezi River
Limpopo River; STM; -23; 31; -;
Volta River; STM; 7; 0.1; GH;
Amazon River; STM; -3; -60; BR; Amazon
Orinoco; STM; 8; -64; VE; Orinoco River
Mississippi River; STM; 35; -90; US;
Missouri River; STM; 42; -96.5; US;
Ohio River; STM; 38; -86; US;
Colorado River; STM; 36; -113; US;
Columbia River; STM; 46; -121; US;
Rio Grande; STM; 29; -102; -; Rio Grande River|Rio Bravo
Red River; STM; 33.8; -96; US;
Arkansas River; STM; 36; -95.5; US;
Tennessee River; STM; 35; -87; US;
Hudson River; STM; 42; -73.9; US; the Hudson
Potomac River; STM; 38.8; -77; US; Potomac
Delaware River; STM; 40.3; -75; US;
Susquehanna River; STM; 40.8; -76.7; US;
Connecticut River; STM; 42.5; -72.6; US;
Savannah River; STM; 33; -81.5; US;
Sacramento River; STM; 39; -121.8; US;
Snake River; STM; 44; -116; US;
Yukon River; STM; 64; -150; -;
Mackenzie River; STM; 65; -127; CA;
Fraser River; STM; 50; -121.5; CA;
St. Lawrence River; STM; 46; -73; -; St. Lawrence|Saint Lawrence Seaway
Ottawa River; STM; 46; -77.5; CA;
Thames; STM; 51.5; -0.6; GB; River Thames|Thames River
Severn; STM; 52; -2.3; GB; River Severn
Mersey; STM; 53.4; -2.8; GB; River Mersey
Rhine; STM; 50; 7.7; -; Rhine River|River Rhine
Danube; STM; 46; 19; -; Danube River|River Danube
Elbe; STM; 53; 11; DE; Elbe River
Seine; STM; 49; 2; FR; Seine River|River Seine
Loire; STM; 47.4; 0; FR; Loire River
Rhone; STM; 45; 4.8; FR; Rhone River
Po River; STM; 45; 10.5; IT;
Tiber; STM; 42; 12.5; IT; Tiber River
Volga; STM; 52; 47; RU; Volga River
Dnieper; STM; 48.5; 34.5; UA; Dnipro River|Dnieper River
Don River; STM; 49; 42; RU;
Tigris; STM; 34; 44; IQ; Tigris River
Euphrates; STM; 34.5; 41; -; Euphrates River
Jordan River; STM; 32.3; 35.55; -; River Jordan
Litani River; STM; 33.4; 35.6; LB;
Indus; STM; 28; 69; PK; Indus River
Ganges; STM; 25.5; 83; IN; Ganges River|Ganga
Brahmaputra; STM; 26; 92; -; Brahmaputra River
Mekong; STM; 15; 105; -; Mekong River
Irrawaddy; STM; 20; 95; MM; Irrawaddy River
Yangtze; STM; 30.5; 112; CN; Yangtze River
Yellow River; STM; 36; 110; CN; Huang He
Yalu River; STM; 40.5; 125; -;
Amur River; STM; 49; 132; -;
Murray River; STM; -34.5; 142; AU;
Murray-Darling Basin; RGN; -32; 145; AU;
Sahara; DSRT; 23; 8; -; Sahara Desert
Kalahari; DSRT; -23; 22; -; Kalahari Desert
Gobi; DSRT; 43; 106; -; Gobi Desert
Mojave Desert; DSRT; 35; -116; US;
Sonoran Desert; DSRT; 32; -112.5; -;
Atacama; DSRT; -24; -69.3; CL; Atacama Desert
Thar Desert; DSRT; 27; 71; -;
Empty Quarter; DSRT; 20; 50; SA; Rub al Khali
Bermuda Triangle; RGN; 25; -71; -;
Yucatan; PEN; 20.5; -89; MX; Yucatan Peninsula
Baja California region; PEN; 28; -113.5; MX; Baja|Baja Peninsula
Cote d'Opale; CST; 50.7; 1.6; FR;
Anatolia; PEN; 39; 35; TR; Asia Minor
Mesopotamia; RGN; 33; 44; IQ;
Maritimes; RGN; 46; -64; CA; Maritime provinces|Atlantic Canada
Prairies; RGN; 52; -106; CA; Canadian Prairies
Lower Mainland; RGN; 49.2; -122.6; CA;
Okanagan; VAL; 49.9; -119.5; CA; Okanagan Valley
Fraser Valley; VAL; 49.1; -121.9; CA;
Niagara Falls; AREA; 43.08; -79.07; CA;
Soviet Union; PCLH; 60; 100; RU; USSR|U.S.S.R.
Yugoslavia; PCLH; 44; 20; RS; former Yugoslavia
Czechoslovakia; PCLH; 49.5; 16.5; CZ;
East Germany; PCLH; 52.5; 13; DE; GDR
West Germany; PCLH; 50.7; 8; DE;
Zaire; PCLH; -2.5; 23.5; CD;
Rhodesia; PCLH; -19; 29.8; ZW;
South Vietnam; PCLH; 12; 108; VN;
North Vietnam; PCLH; 20; 105.5; VN;
Prussia; PCLH; 53; 14; DE;
Persia; PCLH; 32; 53; IR;
Ceylon; PCLH; 7; 81; LK;
Bosnia; PCLI; 44.25; 17.8; BA;
Chechnya; ADM1; 43.3; 45.7; RU; Chechen Republic
Dagestan; ADM1; 43; 47; RU;
Ingushetia; ADM1; 43.2; 44.8; RU;
South Ossetia; ADM1; 42.3; 44; GE;
North Ossetia; ADM1; 43; 44.3; RU;
Abkhazia; ADM1; 43; 41; GE;
Adjara; ADM1; 41.7; 42.1; GE; Adzharia|Ajara
"""


@dataclass(frozen=True, slots=True)
class Region:
    """A hand-written entry; `names` are its name and all others."""

    id: int
    names: tuple[str, ...]
    feature_class: str
    code: str
    lat: float
    lon: float
    country: str | None


def read_regions() -> Iterator[Region]:
    """The regions of all tables; ids count down from -1."""
    for number, line in enumerate((REGIONS + AREAS + AIRPORTS).split("\n"), 1):
        if not line:
            continue
        name, code, lat, lon, country, others = (cell.strip() for cell in line.split(";"))
        names = (name, *(other for other in others.split("|") if other))
        feature_class = CLASSES.get(code, "A")
        yield Region(-number, names, feature_class, code, float(lat), float(lon), None if country == "-" else country)
