"""Airports that news names without their city, in the manner of `regions`; others are found by their city's name.

Coordinates are of the field, good to a kilometre or two.  An acronym (IATA) stands only where a text would use it.
"""

AIRPORTS = """
John F. Kennedy International Airport; AIRP; 40.64; -73.78; US; JFK|JFK Airport|Kennedy Airport
LaGuardia Airport; AIRP; 40.777; -73.873; US; LaGuardia|La Guardia Airport
Newark Liberty International Airport; AIRP; 40.69; -74.17; US; Newark Airport|Newark Liberty
Los Angeles International Airport; AIRP; 33.94; -118.41; US; LAX
O'Hare International Airport; AIRP; 41.98; -87.9; US; O'Hare|O'Hare Airport
Midway International Airport; AIRP; 41.79; -87.75; US; Midway Airport
Hartsfield-Jackson Atlanta International Airport; AIRP; 33.64; -84.43; US; Hartsfield-Jackson|Hartsfield-Jackson Airport
Dulles International Airport; AIRP; 38.95; -77.46; US; Dulles|Dulles Airport|Washington Dulles
Reagan National Airport; AIRP; 38.85; -77.04; US; Ronald Reagan Washington National Airport|Reagan National
Logan International Airport; AIRP; 42.36; -71.01; US; Logan Airport
Sky Harbor International Airport; AIRP; 33.43; -112.01; US; Sky Harbor|Phoenix Sky Harbor
Love Field; AIRP; 32.85; -96.85; US; Dallas Love Field
George Bush Intercontinental Airport; AIRP; 29.98; -95.34; US; Bush Intercontinental
Sea-Tac Airport; AIRP; 47.45; -122.31; US; Sea-Tac|Seattle-Tacoma International Airport|SeaTac Airport
McCarran International Airport; AIRP; 36.08; -115.15; US; McCarran
Toronto Pearson International Airport; AIRP; 43.68; -79.63; CA; Pearson Airport|Pearson International Airport
Heathrow; AIRP; 51.47; -0.4543; GB; Heathrow Airport|London Heathrow|London Heathrow Airport
Gatwick; AIRP; 51.15; -0.19; GB; Gatwick Airport|London Gatwick|London Gatwick Airport
Stansted; AIRP; 51.885; 0.235; GB; Stansted Airport|London Stansted
Charles de Gaulle Airport; AIRP; 49.01; 2.55; FR; Roissy|Roissy-Charles de Gaulle|Paris Charles de Gaulle
Orly; AIRP; 48.73; 2.36; FR; Orly Airport|Paris Orly
Schiphol; AIRP; 52.31; 4.76; NL; Schiphol Airport|Amsterdam Schiphol
Zaventem Airport; AIRP; 50.9; 4.48; BE; Brussels Zaventem
Tegel; AIRP; 52.56; 13.29; DE; Tegel Airport
Fiumicino; AIRP; 41.8; 12.25; IT; Fiumicino Airport|Leonardo da Vinci Airport
Malpensa; AIRP; 45.63; 8.72; IT; Malpensa Airport|Milan Malpensa
Barajas; AIRP; 40.47; -3.56; ES; Barajas Airport|Madrid-Barajas
El Prat; AIRP; 41.3; 2.08; ES; El Prat Airport
Arlanda; AIRP; 59.65; 17.92; SE; Arlanda Airport|Stockholm Arlanda
Gardermoen; AIRP; 60.19; 11.1; NO; Gardermoen Airport
Kastrup Airport; AIRP; 55.62; 12.65; DK; Copenhagen Kastrup
Keflavik Airport; AIRP; 63.98; -22.6; IS; Keflavik International Airport
Ataturk Airport; AIRP; 40.98; 28.82; TR; Ataturk International Airport|Istanbul Ataturk
Sabiha Gokcen Airport; AIRP; 40.9; 29.31; TR; Sabiha Gokcen|Sabiha Gokcen International Airport
Domodedovo; AIRP; 55.41; 37.9; RU; Domodedovo Airport|Domodedovo International Airport
Sheremetyevo; AIRP; 55.97; 37.41; RU; Sheremetyevo Airport|Sheremetyevo International Airport
Vnukovo; AIRP; 55.59; 37.26; RU; Vnukovo Airport
Pulkovo; AIRP; 59.8; 30.26; RU; Pulkovo Airport
Boryspil Airport; AIRP; 50.345; 30.9; UA; Boryspil International Airport
Ben Gurion Airport; AIRP; 32.01; 34.88; IL; Ben Gurion International Airport|Ben-Gurion Airport
Rafik Hariri International Airport; AIRP; 33.82; 35.49; LB; Rafic Hariri International Airport|Rafik Hariri Airport
Queen Alia International Airport; AIRP; 31.72; 35.99; JO; Queen Alia Airport
Imam Khomeini International Airport; AIRP; 35.42; 51.15; IR; Imam Khomeini Airport
Mehrabad; AIRP; 35.69; 51.31; IR; Mehrabad Airport
Hamad International Airport; AIRP; 25.27; 51.61; QA;
King Khalid International Airport; AIRP; 24.96; 46.7; SA;
King Abdulaziz International Airport; AIRP; 21.68; 39.16; SA;
Hamid Karzai International Airport; AIRP; 34.57; 69.21; AF;
Bagram Airfield; AIRB; 34.95; 69.27; AF; Bagram Air Base|Bagram Airbase
Jinnah International Airport; AIRP; 24.91; 67.16; PK; Jinnah Airport
Indira Gandhi International Airport; AIRP; 28.56; 77.1; IN; Indira Gandhi Airport
Chhatrapati Shivaji International Airport; AIRP; 19.09; 72.87; IN; Chhatrapati Shivaji Airport
Bandaranaike International Airport; AIRP; 7.18; 79.88; LK; Katunayake Airport
Tribhuvan International Airport; AIRP; 27.7; 85.36; NP; Tribhuvan Airport
Suvarnabhumi Airport; AIRP; 13.69; 100.75; TH; Suvarnabhumi|Suvarnabhumi International Airport
Don Mueang Airport; AIRP; 13.91; 100.61; TH; Don Muang Airport|Don Mueang International Airport|Don Mueang
Changi Airport; AIRP; 1.36; 103.99; SG; Changi
Kuala Lumpur International Airport; AIRP; 2.74; 101.7; MY; KLIA
Soekarno-Hatta International Airport; AIRP; -6.13; 106.66; ID; Soekarno-Hatta|Soekarno-Hatta Airport
Ngurah Rai International Airport; AIRP; -8.75; 115.17; ID; Ngurah Rai Airport
Ninoy Aquino International Airport; AIRP; 14.51; 121.02; PH; NAIA|Ninoy Aquino Airport
Tan Son Nhat International Airport; AIRP; 10.82; 106.65; VN; Tan Son Nhat Airport
Noi Bai International Airport; AIRP; 21.22; 105.81; VN; Noi Bai Airport
Chek Lap Kok; AIRP; 22.31; 113.91; HK; Hong Kong International Airport
Pudong International Airport; AIRP; 31.14; 121.81; CN; Pudong Airport|Shanghai Pudong
Hongqiao Airport; AIRP; 31.2; 121.34; CN; Hongqiao International Airport
Baiyun Airport; AIRP; 23.39; 113.3; CN; Baiyun International Airport
Taoyuan International Airport; AIRP; 25.08; 121.23; TW; Taoyuan Airport
Narita Airport; AIRP; 35.77; 140.39; JP; Narita International Airport|Tokyo Narita
Haneda; AIRP; 35.55; 139.78; JP; Haneda Airport|Tokyo Haneda
Kansai International Airport; AIRP; 34.43; 135.24; JP; Kansai Airport
Incheon International Airport; AIRP; 37.46; 126.44; KR; Incheon Airport
Gimpo Airport; AIRP; 37.56; 126.79; KR; Gimpo International Airport
Tullamarine Airport; AIRP; -37.67; 144.84; AU; Tullamarine
Kingsford Smith Airport; AIRP; -33.95; 151.18; AU;
Jomo Kenyatta International Airport; AIRP; -1.32; 36.93; KE; Jomo Kenyatta Airport
Entebbe International Airport; AIRP; 0.04; 32.44; UG; Entebbe Airport
Bole International Airport; AIRP; 8.98; 38.8; ET; Bole Airport
Aden Adde International Airport; AIRP; 2.01; 45.3; SO; Aden Adde
Murtala Muhammed International Airport; AIRP; 6.58; 3.32; NG; Murtala Muhammed Airport
Nnamdi Azikiwe International Airport; AIRP; 9.01; 7.26; NG; Nnamdi Azikiwe Airport
Kotoka International Airport; AIRP; 5.61; -0.17; GH; Kotoka Airport
Roberts International Airport; AIRP; 6.23; -10.36; LR; Roberts Airport
Lungi International Airport; AIRP; 8.62; -13.2; SL; Lungi Airport
O.R. Tambo International Airport; AIRP; -26.14; 28.25; ZA; OR Tambo International Airport|OR Tambo Airport|OR Tambo
N'Djili Airport; AIRP; -4.39; 15.44; CD; Ndjili Airport|N'djili International Airport
Mohammed V International Airport; AIRP; 33.37; -7.59; MA; Mohammed V Airport
Mitiga Airport; AIRP; 32.89; 13.28; LY; Mitiga|Mitiga International Airport
Benito Juarez International Airport; AIRP; 19.44; -99.07; MX; Benito Juarez Airport
Tocumen International Airport; AIRP; 9.07; -79.38; PA; Tocumen Airport|Tocumen
El Dorado International Airport; AIRP; 4.7; -74.15; CO; El Dorado Airport
Simon Bolivar International Airport; AIRP; 10.6; -67; VE; Maiquetia
Jorge Chavez International Airport; AIRP; -12.02; -77.11; PE; Jorge Chavez Airport
Guarulhos Airport; AIRP; -23.43; -46.47; BR; Guarulhos International Airport
Congonhas Airport; AIRP; -23.63; -46.66; BR; Congonhas
Galeao International Airport; AIRP; -22.81; -43.25; BR; Galeao Airport
Ezeiza International Airport; AIRP; -34.82; -58.54; AR; Ezeiza Airport
Toussaint Louverture International Airport; AIRP; 18.58; -72.29; HT; Toussaint Louverture Airport
Incirlik Air Base; AIRB; 37; 35.43; TR; Incirlik
Ramstein Air Base; AIRB; 49.44; 7.6; DE; Ramstein
Al Udeid Air Base; AIRB; 25.12; 51.31; QA; Al Udeid
Camp Lemonnier; MILB; 11.54; 43.16; DJ;
Guantanamo Bay Naval Base; MILB; 19.9; -75.13; CU; Guantanamo Naval Base
Fort Hood; MILB; 31.13; -97.78; US;
Fort Bragg; MILB; 35.14; -79; US;
Camp Pendleton; MILB; 33.3; -117.35; US;
Shayrat air base; AIRB; 34.49; 36.91; SY; Shayrat Airbase
Hmeimim; AIRB; 35.4; 35.95; SY; Hmeimim air base|Khmeimim
"""
