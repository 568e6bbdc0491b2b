"""Lands in the manner of `regions`: parts of continents and countries, islands, heights, valleys, parks, squares."""

LANDS = """
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
"""

# Deserts, and lands that go by their landscape, their coast or their past.
DESERTS = """
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
"""
