"""States in the manner of `regions`: former ones, short names, and republics within others or in dispute."""

STATES = """
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
