"""Waters in the manner of `regions`: oceans, seas, gulfs, bays, straits, canals, lakes and rivers."""

WATERS = """
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
"""
