"""More areas in the manner of `regions`: historic counties and provinces, islands, waters, heights, border areas."""

AREAS = """
Bedfordshire; ADM2H; 52.08; -0.45; GB;
Northamptonshire; ADM2H; 52.28; -0.85; GB;
Berkshire; ADM2H; 51.43; -1; GB; Royal Berkshire
Cheshire; ADM2H; 53.2; -2.5; GB;
Tyne and Wear; ADM2H; 54.95; -1.55; GB;
Greater Manchester; ADM2H; 53.5; -2.3; GB;
West Yorkshire; ADM2H; 53.75; -1.67; GB;
South Yorkshire; ADM2H; 53.5; -1.3; GB;
Humberside; ADM2H; 53.75; -0.5; GB;
Huntingdonshire; ADM2H; 52.4; -0.2; GB;
West Midlands; ADM2H; 52.5; -1.9; GB;
Teesside; AREA; 54.57; -1.25; GB;
Wearside; AREA; 54.9; -1.4; GB;
Middlesex; ADM2H; 51.55; -0.35; GB;
County Durham; ADM2H; 54.7; -1.75; GB; Co. Durham|Co Durham
County Antrim; ADM2H; 54.85; -6.2; GB; Co. Antrim|Co Antrim
County Down; ADM2H; 54.35; -5.95; GB; Co. Down|Co Down
County Tyrone; ADM2H; 54.6; -7.2; GB; Co. Tyrone|Co Tyrone
County Armagh; ADM2H; 54.3; -6.6; GB; Co. Armagh|Co Armagh
County Fermanagh; ADM2H; 54.35; -7.65; GB; Co. Fermanagh|Co Fermanagh
County Londonderry; ADM2H; 54.9; -6.9; GB; Co. Londonderry|County Derry|Co Derry
Ayrshire; ADM2H; 55.45; -4.5; GB;
Lanarkshire; ADM2H; 55.65; -3.8; GB;
Perthshire; ADM2H; 56.6; -3.8; GB;
Strathclyde; ADM1H; 55.8; -4.6; GB;
Lothian; ADM1H; 55.9; -3.1; GB; Lothians
Tayside; ADM1H; 56.6; -3.3; GB;
Grampian; ADM1H; 57.2; -2.7; GB;
Gwent; ADM2H; 51.75; -3; GB;
Dyfed; ADM2H; 52; -4.4; GB;
Clwyd; ADM2H; 53.1; -3.4; GB;
Glamorgan; ADM2H; 51.6; -3.4; GB;
Isle of Skye; ISL; 57.3; -6.25; GB; Skye
South Wales; RGN; 51.7; -3.5; GB;
North Wales; RGN; 53.1; -3.8; GB;
Mid Wales; RGN; 52.3; -3.5; GB;
South West England; RGN; 50.9; -3.6; GB;
North East England; RGN; 55; -1.9; GB;
North West England; RGN; 54; -2.6; GB;
Aquitaine; ADM1H; 44.5; 0; FR;
Savoy; RGN; 45.5; 6.4; FR;
Loire Valley; VAL; 47.4; 1; FR;
Castile; RGN; 41; -4; ES;
Majorca; ISL; 39.6; 3; ES; Mallorca
Minorca; ISL; 40; 4; ES; Menorca
Gran Canaria; ISL; 28; -15.6; ES; Grand Canary
Lanzarote; ISL; 29; -13.63; ES;
Fuerteventura; ISL; 28.4; -14; ES;
La Palma; ISL; 28.7; -17.87; ES;
Costa del Sol; CST; 36.5; -4.7; ES;
Costa Brava; CST; 41.9; 3.1; ES;
Algarve; RGN; 37.2; -8.2; PT;
Alentejo; RGN; 38.3; -7.9; PT;
Cyclades; ISLS; 37; 25.2; GR;
Thrace; RGN; 41.3; 26.5; -; East Thrace|Western Thrace
Cappadocia; RGN; 38.65; 34.85; TR;
Dalmatia; RGN; 43.5; 16.4; HR; Dalmatian coast
Slavonia; RGN; 45.4; 17.8; HR;
Vojvodina; ADM1; 45.3; 20; RS; Voivodina
Sandzak; RGN; 43.1; 20; -;
Bukovina; RGN; 47.9; 25.8; -;
Jutland; PEN; 56; 9.2; DK;
Lapland; RGN; 68; 25; -;
Bavarian Forest; MTS; 49; 13.2; DE;
Black Forest; MTS; 48.2; 8.2; DE;
Rhineland; RGN; 50.4; 7.3; DE;
Lusatia; RGN; 51.4; 14.2; DE;
Dolomites; MTS; 46.4; 11.9; IT;
Apennines; MTS; 43.3; 12.6; IT; Apennine Mountains
Po Valley; VAL; 45.1; 10; IT;
South Tyrol; ADM2H; 46.6; 11.4; IT; Alto Adige
Elba; ISL; 42.8; 10.3; IT;
Tatra Mountains; MTS; 49.2; 20.1; -; Tatras
Masuria; RGN; 53.9; 21.6; PL;
Galilee Panhandle; RGN; 33.1; 35.6; IL;
West Siberia; RGN; 60; 75; RU; Western Siberia
Yamal Peninsula; PEN; 70; 70; RU; Yamal
Kola Peninsula; PEN; 67.7; 36; RU;
Novaya Zemlya; ISLS; 74; 57; RU;
Volga region; RGN; 52; 46; RU;
Fergana Valley; VAL; 40.7; 71.7; -; Ferghana Valley
Pamirs; MTS; 38.5; 73; -; Pamir Mountains
Tian Shan; MTS; 42; 80; -; Tien Shan
Altai; MTS; 49; 88; -; Altai Mountains
Pankisi Gorge; VAL; 42.1; 45.25; GE;
Eastern Ghouta; AREA; 33.53; 36.45; SY; Ghouta
Rojava; RGN; 36.6; 40; SY;
Bekaa Valley; VAL; 33.8; 36; LB; Bekaa
Jordan Valley; VAL; 32.1; 35.5; -;
Hejaz; RGN; 23; 40; SA; Hijaz
Sistan-Baluchistan; ADM1H; 28.5; 60.6; IR; Sistan and Baluchistan|Sistan-Baluchestan
Shatt al-Arab; STM; 30.4; 48.2; -;
Socotra; ISL; 12.5; 54; YE;
North-West Frontier Province; ADM1H; 34.5; 72; PK; NWFP|North West Frontier Province
Federally Administered Tribal Areas; ADM1H; 33; 70.1; PK; FATA
Kashmir Valley; VAL; 34; 74.7; IN;
Siachen Glacier; GLCR; 35.4; 77.1; -; Siachen
Deccan; RGN; 17.5; 77.5; IN; Deccan Plateau
Malabar Coast; CST; 11; 75.8; IN;
Andaman Islands; ISLS; 12.4; 92.8; IN; Andamans
Nicobar Islands; ISLS; 7.1; 93.8; IN;
Andaman Sea; SEA; 10; 96; -;
Laccadive Sea; SEA; 8; 75; -;
Palk Strait; STRT; 10; 79.75; -;
Sundarbans; RGN; 21.9; 89.2; -;
Chittagong Hill Tracts; RGN; 22.6; 92.3; BD;
Kalimantan; RGN; 0; 113.5; ID; Indonesian Borneo
Irian Jaya; ADM1H; -4; 138; ID;
Moluccas; ISLS; -3; 129; ID; Maluku Islands|Spice Islands
Lombok; ISL; -8.6; 116.3; ID;
Flores island; ISL; -8.6; 121; ID;
Krakatoa; VLC; -6.1; 105.4; ID; Anak Krakatau|Krakatau
Mount Agung; VLC; -8.34; 115.5; ID; Agung
Mount Merapi; VLC; -7.54; 110.45; ID; Merapi
Mount Sinabung; VLC; 3.17; 98.39; ID; Sinabung
Sunda Strait; STRT; -6; 105.3; ID;
Makassar Strait; STRT; -2; 118; ID;
Celebes Sea; SEA; 3.5; 122; -;
Sulu Sea; SEA; 8; 120; PH;
Banda Sea; SEA; -5; 127; ID;
Timor Sea; SEA; -11; 127; -;
Negros; ISL; 10; 123; PH;
Mindoro; ISL; 13; 121; PH;
Maguindanao; ADM2; 6.95; 124.4; PH;
Mount Mayon; VLC; 13.26; 123.69; PH; Mayon
Mount Pinatubo; VLC; 15.14; 120.35; PH; Pinatubo
Taal Volcano; VLC; 14; 121; PH;
Scarborough Shoal; SHOL; 15.15; 117.76; -;
Second Thomas Shoal; SHOL; 9.73; 115.87; -;
Senkaku Islands; ISLS; 25.75; 123.5; -; Senkakus|Diaoyu Islands|Diaoyu
Shikoku; ISL; 33.75; 133.5; JP;
Iwo Jima; ISL; 24.78; 141.32; JP;
Ryukyu Islands; ISLS; 26.5; 128; JP;
Izu Peninsula; PEN; 34.9; 139; JP;
Mount Ontake; VLC; 35.89; 137.48; JP;
Kanto; RGN; 36; 139.7; JP; Kanto region
Kansai; RGN; 34.9; 135.5; JP; Kansai region
Tohoku; RGN; 39; 140.5; JP; Tohoku region
Mount Paektu; VLC; 42; 128.06; -; Paektu
Yeonpyeong; ISL; 37.67; 125.7; KR; Yeonpyeong Island
Dokdo; ISLS; 37.24; 131.87; -; Takeshima|Liancourt Rocks
Northern Limit Line; AREA; 37.7; 125; -;
Karen State; ADM1; 17; 97.7; MM;
Three Gorges; VAL; 30.9; 110.3; CN; Three Gorges Dam
Yangtze River Delta; DLTA; 31.3; 120.5; CN; Yangtze Delta
Pearl River Delta; DLTA; 22.7; 113.4; CN;
Pearl River; STM; 22.8; 113.5; CN;
Taklamakan Desert; DSRT; 39; 83; CN; Taklamakan
Loess Plateau; PLAT; 37; 108; CN;
Tibetan Plateau; PLAT; 33; 88; -;
Kivu; RGN; -2.5; 28; CD; Kivus|the Kivus
Katanga; ADM1H; -9; 26; CD; Katanga Province
Province Orientale; ADM1H; 2; 27; CD; Orientale|Orientale Province|Oriental Province
Bandundu Province; ADM1H; -4; 18.5; CD;
Kasaï; ADM1; -5; 21; CD; Kasai Province|Kasai region
Casamance; RGN; 12.8; -15.5; SN;
Caprivi Strip; RGN; -17.9; 23; NA; Caprivi
Transvaal; ADM1H; -25; 29; ZA;
Cape Province; ADM1H; -32; 23; ZA;
Table Mountain; MT; -33.96; 18.4; ZA;
Matabeleland; RGN; -19.5; 28; ZW;
Mashonaland; RGN; -17; 31; ZW;
Puntland; RGN; 9; 49.5; SO;
Somaliland; RGN; 9.7; 46; SO;
Jubaland; RGN; 0; 42; SO; Jubbaland
Galmudug; RGN; 6; 47; SO;
Somali Region; ADM1; 7; 44; ET; Somali region|Somali State
Kordofan; RGN; 13; 30; SD;
Nuba Mountains; MTS; 11.5; 30; SD;
Cyrenaica; RGN; 28; 22; LY;
Tripolitania; RGN; 31; 14; LY;
Fezzan; RGN; 26; 14; LY;
Kabylie; RGN; 36.6; 4.5; DZ; Kabylia
Rif; MTS; 35; -4.3; MA; Rif Mountains
Azawad; RGN; 18.5; 0; ML;
Lake Chad Basin; RGN; 13; 14; -; Lake Chad basin|Lake Chad region
Sambisa Forest; FRST; 11.4; 13.5; NG; Sambisa
Middle Belt; RGN; 9; 8; NG;
Mano River; STM; 7.2; -11.4; -;
Rift Valley; VAL; 0; 36; KE; Great Rift Valley
Coast Province; ADM1H; -3; 39.5; KE;
Mount Kenya; MT; -0.15; 37.3; KE;
Mount Elgon; MT; 1.1; 34.55; -;
Karamoja; RGN; 2.7; 34.2; UG;
Acholi; RGN; 3; 32.7; UG; Acholiland
Rwenzori Mountains; MTS; 0.4; 29.9; -; Rwenzori|Ruwenzori
Masai Mara; PRK; -1.5; 35.1; KE; Maasai Mara
Serengeti; PRK; -2.3; 34.8; TZ; Serengeti National Park
Kruger National Park; PRK; -24; 31.5; ZA;
Virunga National Park; PRK; -0.5; 29.4; CD; Virunga
Garamba National Park; PRK; 4.1; 29.5; CD; Garamba
Okavango Delta; DLTA; -19.3; 22.8; BW; Okavango
Lake Kivu; LK; -2; 29.1; -;
Lake Albert; LK; 1.7; 30.9; -;
Lake Edward; LK; -0.4; 29.6; -;
Lake Turkana; LK; 3.6; 36; -;
Lake Volta; LK; 7.5; 0; GH;
Lake Nyos; LK; 6.44; 10.3; CM;
Lake Kariba; LK; -17; 28; -;
Lake Nasser; LK; 23; 32.8; -;
Lake Tana; LK; 12; 37.3; ET;
Pemba Island; ISL; -5.2; 39.75; TZ;
Lake Prespa; LK; 40.9; 21; -;
Lake Ohrid; LK; 41; 20.7; -;
Lake Constance; LK; 47.6; 9.4; -;
Lake Como; LK; 46; 9.27; IT;
Lake Garda; LK; 45.6; 10.7; IT;
Lake Balaton; LK; 46.85; 17.75; HU;
Lake Ladoga; LK; 60.8; 31.5; RU;
Lake Van; LK; 38.6; 43; TR;
Lake Urmia; LK; 37.7; 45.3; IR;
Lake Nicaragua; LK; 11.5; -85.4; NI;
Lake Atitlan; LK; 14.7; -91.2; GT;
Lake Poopo; LK; -18.8; -67.1; BO;
Lake Powell; LK; 37; -111.3; US;
Lake of the Woods; LK; 49.2; -94.8; -;
Lake Winnipesaukee; LK; 43.6; -71.35; US;
Salton Sea; LK; 33.3; -115.85; US;
Vistula; STM; 52; 20; PL; Vistula River
Oder; STM; 52; 14.6; -; Oder River
Dniester; STM; 47.5; 29; -; Dniester River|Dnestr
Drina; STM; 44; 19.3; -; Drina River
Sava; STM; 45; 18; -; Sava River
Tisza; STM; 47; 20.3; HU; Tisza River
Ebro; STM; 41.5; -0.5; ES; Ebro River
Tagus; STM; 39.7; -6; -; Tagus River
Douro; STM; 41.2; -6; -; Douro River
Meuse; STM; 50.5; 5; -; Maas|Meuse River
Moselle; STM; 49.5; 6.5; -; Moselle River
Neva; STM; 59.9; 30.6; RU; Neva River
Lena River; STM; 65; 125; RU; Lena
Yenisei; STM; 64; 88; RU; Yenisei River|Yenisey
Ob River; STM; 61; 70; RU;
Amu Darya; STM; 39; 65; -;
Syr Darya; STM; 44; 66; -;
Kabul River; STM; 34.3; 70.5; -;
Yamuna; STM; 27; 79; IN; Yamuna River
Krishna River; STM; 16.5; 77; IN;
Godavari; STM; 18.7; 79; IN; Godavari River
Narmada; STM; 22.5; 77; IN; Narmada River
Kosi River; STM; 26.2; 87; -;
Teesta River; STM; 26.5; 88.7; -; Teesta
Cauvery; STM; 11; 78.3; IN; Kaveri|Cauvery River
Salween; STM; 20; 98; -; Salween River|Thanlwin
Chao Phraya; STM; 15; 100.3; TH; Chao Phraya River
Darling River; STM; -31; 144.5; AU;
Ubangi River; STM; 4; 19; -; Oubangui|Ubangui River
Kasai River; STM; -5; 21; -;
Orange River; STM; -29; 20; -;
Senegal River; STM; 16; -14; -;
Gambia River; STM; 13.5; -14.5; -;
Benue River; STM; 8; 9; NG;
Shire River; STM; -16; 35; -;
Parana River; STM; -27; -56; -;
Paraguay River; STM; -22; -58; -;
River Plate; EST; -35; -57; -; Rio de la Plata
Magdalena River; STM; 8; -74; CO;
Beagle Channel; CHN; -55; -68; -;
Strait of Magellan; STRT; -53.5; -71; CL;
Cape Horn; CAPE; -55.98; -67.27; CL;
Cape of Good Hope; CAPE; -34.36; 18.47; ZA;
Darien Gap; RGN; 8; -77.3; -;
Mosquito Coast; CST; 13.5; -83.8; NI; Miskito Coast
Pantanal; RGN; -17.5; -57; BR;
Cerrado; RGN; -13; -48; BR;
Gran Chaco; RGN; -22; -61; -;
Altiplano; PLAT; -18; -68; -;
Mato Grosso Plateau; PLAT; -15; -55; BR;
Machu Picchu; RUIN; -13.16; -72.54; PE;
Popocatepetl; VLC; 19.02; -98.63; MX;
Fuego volcano; VLC; 14.47; -90.88; GT; Volcan de Fuego|Mount Fuego
Villarrica volcano; VLC; -39.42; -71.94; CL;
Eyjafjallajokull; VLC; 63.63; -19.62; IS; Eyjafjallajökull
Mount Ararat; MT; 39.7; 44.3; TR;
Mount Elbrus; MT; 43.35; 42.44; RU; Elbrus
Matterhorn; MT; 45.98; 7.66; CH;
Nanga Parbat; MT; 35.24; 74.59; PK;
Annapurna; MT; 28.6; 83.82; NP; Mount Annapurna
Uluru; MT; -25.34; 131.03; AU; Ayers Rock
White Island; VLC; -37.52; 177.18; NZ; Whakaari
Viti Levu; ISL; -17.8; 178; FJ;
New Britain; ISL; -5.7; 150.8; PG;
Manus; ADM1; -2.1; 147; PG; Manus Island
Bougainville Island; ISL; -6.2; 155.2; PG;
Pilbara; RGN; -21.6; 119; AU;
Kimberley region; RGN; -16.5; 126; AU;
Gippsland; RGN; -37.9; 147; AU;
Hunter Valley; VAL; -32.5; 150.9; AU;
Bass Strait; STRT; -40; 146; AU;
Torres Strait; STRT; -10; 142.3; AU; Torres Strait Islands
Newfoundland; ISL; 48.5; -56; CA;
Haida Gwaii; ISLS; 53; -132; CA; Queen Charlotte Islands
Gaspe Peninsula; PEN; 48.7; -65.5; CA;
Hokkaido island; ISL; 43; 143; JP;
Denmark Strait; STRT; 67; -24; -;
Kattegat; STRT; 57; 11.3; -;
Oresund; STRT; 55.8; 12.7; -; Öresund
Gulf of Finland; GULF; 60; 26; -;
Gulf of Bothnia; GULF; 63; 20; -;
Gulf of Sirte; GULF; 31.5; 18.5; LY; Gulf of Sidra
Gulf of Suez; GULF; 28.5; 33; EG;
Gulf of Fonseca; GULF; 13.2; -87.7; -;
Gulf of Honduras; GULF; 16.2; -88; -;
Gulf of Maine; GULF; 43; -68; -;
Bay of Fundy; BAY; 45; -66; CA;
Bay of Pigs; BAY; 22.2; -81.2; CU;
Bo Hai; GULF; 38.7; 119.9; CN; Bohai Sea|Bohai Bay
Beaufort Sea; SEA; 73; -140; -;
Kara Sea; SEA; 76; 80; RU;
Laptev Sea; SEA; 76; 125; RU;
Labrador Sea; SEA; 57; -53; -;
Weddell Sea; SEA; -73; -45; -;
Ross Sea; SEA; -75; -175; -;
Sargasso Sea; SEA; 30; -60; -;
Celtic Sea; SEA; 50.5; -7.5; -;
Ligurian Sea; SEA; 43.5; 9; -;
Windward Islands; ISLS; 13; -61; -;
Leeward Islands; ISLS; 17; -62.5; -;
Lesser Antilles; ISLS; 14; -61; -;
Greater Antilles; ISLS; 20; -75; -;
Hispaniola; ISL; 19; -71; -;
Nevis; ISL; 17.15; -62.58; KN;
Grand Bahama; ISL; 26.65; -78.3; BS;
Abaco Islands; ISLS; 26.4; -77.1; BS; Abaco|Great Abaco
Tortuga; ISL; 20.04; -72.8; HT;
US-Mexico border; AREA; 31; -107; -; U.S.-Mexico border|Mexico-US border|Mexican border
Durand Line; AREA; 32.5; 69.5; -;
Line of Control; AREA; 34.5; 75; -; LoC
Line of Actual Control; AREA; 34; 78.5; -;
Green Line; AREA; 31.8; 35.2; -;
Schengen area; RGN; 50; 10; -; Schengen zone|Schengen
Eurozone; RGN; 48; 8; -; euro zone|euro area
Northern Triangle; RGN; 14.5; -89; -;
Southern Cone; RGN; -34; -64; -;
Mesoamerica; RGN; 16; -91; -;
Mercosur; RGN; -25; -57; -;
Francophone Africa; RGN; 8; 5; -;
Northwest Africa; RGN; 28; -5; -;
Persian Gulf states; RGN; 25; 50; -; Gulf states|Gulf Arab states
Near Abroad; RGN; 50; 50; -;
Sun Belt; RGN; 33; -98; US;
Bible Belt; RGN; 34; -89; US;
Great Basin; RGN; 40; -117; US;
Four Corners; AREA; 37; -109; US;
Texas Panhandle; RGN; 35.4; -101.5; US;
Oklahoma Panhandle; RGN; 36.7; -101.5; US;
Florida Panhandle; RGN; 30.5; -86; US;
North Slope; RGN; 69.5; -152; US;
Treasure Coast; CST; 27.3; -80.3; US;
Space Coast; CST; 28.4; -80.6; US;
Piedmont Triad; AREA; 36.1; -80; US;
San Gabriel Valley; VAL; 34.1; -118; US;
Coachella Valley; VAL; 33.7; -116.2; US;
Imperial Valley; VAL; 32.9; -115.5; US;
Salinas Valley; VAL; 36.4; -121.3; US;
Willamette Valley; VAL; 44.9; -123; US;
Yakima Valley; VAL; 46.5; -120.4; US;
Mohawk Valley; VAL; 43; -74.9; US;
Finger Lakes; LKS; 42.7; -76.9; US;
Berkshires; MTS; 42.4; -73.2; US; Berkshire Hills
White Mountains; MTS; 44.2; -71.4; US;
Green Mountains; MTS; 44; -72.9; US;
Wasatch Front; AREA; 40.6; -111.9; US;
Front Range; RGN; 39.7; -105.1; US;
Iron Range; RGN; 47.5; -92.6; US;
Delmarva Peninsula; PEN; 38.5; -75.6; US; Delmarva|Eastern Shore
"""
