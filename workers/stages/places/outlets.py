"""Homes of news outlets whose names do not tell them: written by hand from general knowledge."""

# City and the abbreviation of its state or province; then outlets by their names or domains, letters alone.
NORTH_AMERICA = """
Birmingham, AL: al alabamalive birminghamnews
Mobile, AL: mobileregister pressregister
Anniston, AL: annistonstar
Decatur, AL: decaturdaily
Anchorage, AK: adn
Fairbanks, AK: newsminer
Phoenix, AZ: azcentral arizonarepublic azfamily
Tucson, AZ: tucson tucsoncitizen azstarnet
Prescott, AZ: dcourier
Little Rock, AR: arkansasonline arkansasdemocratgazette katv thv
Fayetteville, AR: nwaonline
Los Angeles, CA: latimes dailynews laweekly laist ktla abclocal
San Francisco, CA: sfgate sfchronicle sfexaminer kqed
San Jose, CA: mercurynews siliconvalley
Oakland, CA: insidebayarea eastbaytimes contracostatimes
Sacramento, CA: sacbee kcra
San Diego, CA: signonsandiego utsandiego
Santa Ana, CA: ocregister ocweekly
Riverside, CA: pe pressenterprise
San Bernardino, CA: sbsun
Torrance, CA: dailybreeze
Long Beach, CA: presstelegram
Fresno, CA: fresnobee
Modesto, CA: modbee
Stockton, CA: recordnet
Santa Rosa, CA: pressdemocrat
Vallejo, CA: timesheraldonline
Vacaville, CA: thereporter
Chico, CA: chicoer
Redding, CA: redding
Eureka, CA: timesstandard
Ventura, CA: vcstar venturacountystar
Santa Barbara, CA: newspress noozhawk
Salinas, CA: thecalifornian
San Luis Obispo, CA: sanluisobispo
Palm Springs, CA: mydesert desertsun
San Rafael, CA: marinij
Merced, CA: mercedsunstar
Denver, CO: denverpost rockymountainnews westword
Colorado Springs, CO: gazette
Boulder, CO: dailycamera
Grand Junction, CO: gjsentinel
Pueblo, CO: chieftain
Hartford, CT: courant ctnow
New Haven, CT: nhregister
Bridgeport, CT: connpost ctpost
Waterbury, CT: repam
New London, CT: theday
Danbury, CT: newstimes
Wilmington, DE: delawareonline newsjournal
Dover, DE: delawarestatenews baytobaynews
Washington, DC: washingtontimes wtop rollcall thehill politico washingtonexaminer
Miami, FL: wplg miaminewtimes cbsmiami
Fort Lauderdale, FL: sunsentinel
West Palm Beach, FL: pbpost palmbeachpost wptv
Tampa, FL: tbo tampatribune wfla
Saint Petersburg, FL: sptimes tampabay
Jacksonville, FL: timesunion newsjax firstcoastnews
Fort Myers, FL: newspress
Naples, FL: naplesnews
Pensacola, FL: pnj
Melbourne, FL: floridatoday
Lakeland, FL: theledger
Gainesville, FL: gainesvillesun
Ocala, FL: ocala
Stuart, FL: tcpalm
Panama City, FL: newsherald
Atlanta, GA: ajc accessatlanta
Athens, GA: onlineathens redandblack
Macon, GA: macon telegraphmacon
Columbus, GA: ledgerenquirer
Savannah, GA: savannahnow
Augusta, GA: augustachronicle
Honolulu, HI: staradvertiser honoluluadvertiser starbulletin civilbeat
Boise, ID: idahostatesman
Chicago, IL: suntimes chicagoreader wgntv chicagobusiness
Arlington Heights, IL: dailyherald
Springfield, IL: sjr
Peoria, IL: pjstar
Rockford, IL: rrstar
Alton, IL: thetelegraph
Bloomington, IL: pantagraph
Decatur, IL: heraldreview
Champaign, IL: newsgazette
Moline, IL: qconline
Carbondale, IL: thesouthern
Belleville, IL: bnd
Quincy, IL: whig
Indianapolis, IN: indystar
Fort Wayne, IN: journalgazette newssentinel
Evansville, IN: courierpress
Lafayette, IN: jconline
Muncie, IN: thestarpress
Munster, IN: nwitimes
Terre Haute, IN: tribstar
Des Moines, IA: desmoinesregister
Cedar Rapids, IA: gazetteonline thegazette
Davenport, IA: qctimes
Dubuque, IA: thonline
Waterloo, IA: wcfcourier
Wichita, KS: kansas wichitaeagle
Topeka, KS: cjonline
Lawrence, KS: ljworld
Salina, KS: saljournal
Hutchinson, KS: hutchnews
Louisville, KY: courierjournal
Lexington, KY: kentucky
Owensboro, KY: messengerinquirer
Bowling Green, KY: bgdailynews
Ashland, KY: dailyindependent
New Orleans, LA: nola timespicayune
Baton Rouge, LA: theadvocate
Alexandria, LA: thetowntalk
Shreveport, LA: shreveporttimes
Lafayette, LA: theadvertiser
Houma, LA: houmatoday
Portland, ME: pressherald
Bangor, ME: bangordailynews
Lewiston, ME: sunjournal
Baltimore, MD: baltimoresun wbaltv
Annapolis, MD: capitalgazette hometownannapolis
Hagerstown, MD: heraldmail
Salisbury, MD: delmarvanow
Boston, MA: bostonglobe bostonherald wbur wcvb
Springfield, MA: masslive
Worcester, MA: telegram
Framingham, MA: metrowestdailynews
Quincy, MA: patriotledger
New Bedford, MA: southcoasttoday
Hyannis, MA: capecodonline capecodtimes
Lawrence, MA: eagletribune
Salem, MA: salemnews
Northampton, MA: gazettenet
Pittsfield, MA: berkshireeagle
Detroit, MI: freep detnews clickondetroit
Grand Rapids, MI: mlive
Lansing, MI: lansingstatejournal
Traverse City, MI: recordeagle
Minneapolis, MN: startribune citypages
Saint Paul, MN: twincities pioneerpress
Duluth, MN: duluthnewstribune
Rochester, MN: postbulletin
Saint Cloud, MN: sctimes
Mankato, MN: mankatofreepress
Jackson, MS: clarionledger
Biloxi, MS: sunherald
Tupelo, MS: djournal
Kansas City, MO: kansascity kansascitystar
St. Louis, MO: stltoday
Springfield, MO: newsleader
Columbia, MO: columbiatribune columbiamissourian
Joplin, MO: joplinglobe
Saint Joseph, MO: stjoenews newspressnow
Billings, MT: billingsgazette
Missoula, MT: missoulian
Omaha, NE: omaha
Lincoln, NE: journalstar
Las Vegas, NV: lvrj reviewjournal
Reno, NV: rgj
Manchester, NH: unionleader
Concord, NH: concordmonitor
Nashua, NH: nashuatelegraph
Portsmouth, NH: seacoastonline
Newark, NJ: nj starledger
Asbury Park, NJ: app
Atlantic City, NJ: pressofatlanticcity
Hackensack, NJ: northjersey
Cherry Hill, NJ: courierpostonline
Trenton, NJ: trentonian
Albuquerque, NM: abqjournal
Santa Fe, NM: santafenewmexican
New York City, NY: nypost nydailynews amny villagevoice newyorktimes nytimes abcny observer
Brooklyn, NY: brooklynpaper brooklyneagle
Melville, NY: newsday
Buffalo, NY: buffalonews
Albany, NY: timesunion
Rochester, NY: democratandchronicle
Syracuse, NY: syracuse
White Plains, NY: lohud
Binghamton, NY: pressconnects
Watertown, NY: watertowndailytimes
Glens Falls, NY: poststar
Poughkeepsie, NY: poughkeepsiejournal
Middletown, NY: recordonline
Charlotte, NC: charlotteobserver
Raleigh, NC: newsobserver wral
Greensboro, NC: newsrecord
Winston-Salem, NC: journalnow
Fayetteville, NC: fayobserver
Asheville, NC: citizentimes
Wilmington, NC: starnewsonline
Durham, NC: heraldsun
Hendersonville, NC: blueridgenow
Fargo, ND: inforum
Bismarck, ND: bismarcktribune
Grand Forks, ND: grandforksherald
Cleveland, OH: cleveland plaindealer
Columbus, OH: dispatch columbusalive
Cincinnati, OH: enquirer cincinnati
Dayton, OH: daytondailynews
Toledo, OH: toledoblade
Akron, OH: ohio beaconjournal
Canton, OH: cantonrep
Youngstown, OH: vindy
Hamilton, OH: journalnews
Mansfield, OH: mansfieldnewsjournal
Zanesville, OH: zanesvilletimesrecorder
Athens, OH: athensnews athensmessenger
Oklahoma City, OK: newsok oklahoman
Tulsa, OK: tulsaworld
Portland, OR: oregonlive oregonian
Eugene, OR: registerguard
Salem, OR: statesmanjournal
Pendleton, OR: eastoregonian
Medford, OR: mailtribune
Bend, OR: bendbulletin
Philadelphia, PA: philly inquirer phillynews
Pittsburgh, PA: postgazette triblive pittsburghlive
Harrisburg, PA: pennlive patriotnews
Allentown, PA: mcall
Lancaster, PA: lancasteronline
Lebanon, PA: ldnews
Erie, PA: goerie
Scranton, PA: timestribune
Wilkes-Barre, PA: timesleader citizensvoice
York, PA: ydr yorkdispatch
State College, PA: centredaily
Johnstown, PA: tribunedemocrat
Easton, PA: lehighvalleylive
Reading, PA: readingeagle
Pottsville, PA: republicanherald
Pottstown, PA: pottsmerc
Doylestown, PA: theintell
Providence, RI: projo providencejournal
Columbia, SC: thestate
Charleston, SC: postandcourier
Greenville, SC: greenvilleonline
Rock Hill, SC: heraldonline
Spartanburg, SC: goupstate
Myrtle Beach, SC: thesunnews
Hilton Head Island, SC: islandpacket
Sumter, SC: theitem
Sioux Falls, SD: argusleader
Rapid City, SD: rapidcityjournal
Nashville, TN: tennessean wkrn wsmv
Memphis, TN: commercialappeal
Knoxville, TN: knoxnews
Chattanooga, TN: timesfreepress
Jackson, TN: jacksonsun
Clarksville, TN: theleafchronicle
Houston, TX: chron houstonpress
Dallas, TX: dallasnews dallasobserver wfaa
Fort Worth, TX: startelegram
Austin, TX: statesman
San Antonio, TX: mysanantonio expressnews
El Paso, TX: elpasotimes
Corpus Christi, TX: caller
Lubbock, TX: lubbockonline
Amarillo, TX: amarillo
Tyler, TX: tylerpaper
Beaumont, TX: beaumontenterprise
Waco, TX: wacotrib
McAllen, TX: themonitor
Wichita Falls, TX: timesrecordnews
Midland, TX: mywesttexas
Salt Lake City, UT: sltrib deseretnews ksl
Ogden, UT: standard
Provo, UT: heraldextra
Burlington, VT: burlingtonfreepress
Rutland, VT: rutlandherald
Richmond, VA: timesdispatch
Norfolk, VA: pilotonline hamptonroads
Newport News, VA: dailypress
Roanoke, VA: roanoke
Lynchburg, VA: newsadvance
Charlottesville, VA: dailyprogress
Fredericksburg, VA: freelancestar fredericksburg
Staunton, VA: newsleader
Seattle, WA: seattletimes seattlepi kiro king thestranger
Tacoma, WA: thenewstribune
Spokane, WA: spokesman
Everett, WA: heraldnet
Vancouver, WA: columbian
Olympia, WA: theolympian
Kennewick, WA: tricityherald
Charleston, WV: wvgazette dailymail
Huntington, WV: heralddispatch
Milwaukee, WI: jsonline
Madison, WI: madison wisconsinstatejournal
Green Bay, WI: greenbaypressgazette
Appleton, WI: postcrescent
Wausau, WI: wausaudailyherald
Casper, WY: trib
Cheyenne, WY: wyomingnews
Toronto, ON: thestar torontosun globeandmail nationalpost
Ottawa, ON: ottawacitizen
London, ON: lfpress
Hamilton, ON: thespec
Kitchener, ON: therecord
Kingston, ON: thewhig
Vancouver, BC: vancouversun theprovince
Victoria, BC: timescolonist
Calgary, AB: calgaryherald
Winnipeg, MB: winnipegfreepress
Halifax, NS: thechronicleherald
"""

# City; the code of its country: outlets.
OTHERS = """
London; GB: thetimes guardian theguardian telegraph independent thesun standard cityam
Manchester; GB: manchestereveningnews
Oxford; GB: oxfordmail
Dundee; GB: thecourier
Edinburgh; GB: scotsman
Glasgow; GB: heraldscotland dailyrecord
Cardiff; GB: walesonline
Birmingham; GB: birminghammail
Leeds; GB: yorkshirepost
Newcastle upon Tyne; GB: chroniclelive thejournal
Dublin; IE: independentie irishtimes rte thejournalie
Sydney; AU: smh dailytelegraph
Melbourne; AU: theage
Brisbane; AU: couriermail
Auckland; NZ: nzherald
Jerusalem; IL: jpost
Tel Aviv; IL: haaretz ynetnews timesofisrael
Beirut; LB: dailystar naharnet
Cairo; EG: ahram weeklyahram
Port of Spain; TT: guardiantt
Lagos; NG: punchng vanguardngr
Nairobi; KE: nation
Johannesburg; ZA: timeslive mg
Karachi; PK: dawn
Mumbai; IN: mid-day
New Delhi; IN: hindustantimes indiatimes
Chennai; IN: thehindu
Beijing; CN: chinadaily xinhuanet globaltimes
Tokyo; JP: japantimes
Seoul; KR: koreaherald koreatimes yonhapnews
Singapore; SG: straitstimes
Dubai; AE: gulfnews khaleejtimes
Doha; QA: aljazeera
"""


def _read(table: str) -> dict[str, str]:
    """The outlets' letters with "City, ST" or "City; CC"."""
    lines = (line.rsplit(": ", 1) for line in table.strip().splitlines())
    return {outlet.replace("-", ""): home for home, outlets in lines for outlet in outlets.split()}


OUTLETS = _read(OTHERS) | _read(NORTH_AMERICA)
