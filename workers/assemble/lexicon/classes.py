"""Classes of nouns that tell the senses of a word apart by its arguments."""

from workers.assemble.lexicon.vocabulary import words

# Lemmas of the head of the argument.
CLASSES: dict[str, frozenset[str]] = {
    "PEOPLE": words(
        "person people man woman child boy girl baby civilian resident citizen villager worker employee journalist "
        "reporter activist protester protestor demonstrator student teacher doctor nurse patient passenger tourist "
        "migrant refugee immigrant asylum-seeker victim hostage prisoner detainee inmate suspect militant insurgent "
        "rebel fighter gunman terrorist extremist soldier troop officer policeman policewoman guard official minister "
        "president leader mayor governor judge lawyer lawmaker senator deputy member politician candidate opponent "
        "dissident critic player driver farmer fisherman trader businessman executive director chief commander "
        "general priest bishop monk cleric imam nun family brother sister mother father son daughter wife husband "
        "couple friend adult teenager youth pensioner crowd mob supporter follower others dozen hundred thousand he "
        "she they him her them i we us servicemen serviceman aid-worker peacekeeper adviser advisor diplomat envoy "
        "ambassador national foreigner pilgrim shopper pedestrian cyclist pilot sailor crew smuggler trafficker "
        "dealer thief who colonel captain lieutenant sergeant admiral marshal prince princess king queen duke sheikh "
        "emir sultan premier ruler dictator mullah rabbi pope cardinal archbishop author writer poet singer actor "
        "artist scientist researcher expert analyst economist investor shareholder customer consumer owner manager "
        "boss lobbyist campaigner advocate observer monitor inspector investigator detective sheriff firefighter "
        "paramedic surgeon lecturer professor scholar athlete coach fan voter delegate legislator councillor "
        "councilor parent relative neighbour neighbor survivor witness landlord tenant drug-dealer pirate bandit thug "
        "hacker spy agent guerrilla guerilla counterpart wounded injured sick elderly homeless mercenary settler "
        "muslim christian jew kurd hindu orphan engineer peasant squatter settler islander miner trucker docker "
        "conscript deserter exile expatriate technician geologist marcher rioter attacker assailant killer murderer "
        "perpetrator assassin kidnapper captor abductor robber burglar criminal convict separatist jihadist tribesman "
        "clansman warlord chieftain elder nationalist loyalist paramilitary militiaman youth infant newborn schoolgirl "
        "schoolboy schoolchild pupil undergraduate graduate immigrant shopkeeper clerk cook waiter vendor hawker "
        "bodyguard convert heretic believer worshipper worshiper mourner bystander passer-by onlooker evacuee "
        "blogger editor columnist broadcaster cameraman photographer correspondent aide spokesman spokeswoman "
        "negotiator mediator commissioner contractor nun missionary volunteer veteran widow widower grandmother "
        "grandfather uncle aunt cousin nephew niece grandson granddaughter stepfather boyfriend girlfriend fiancee "
        "ex-wife ex-husband partner colleague classmate roommate stranger intruder vigilante informer informant "
        "collaborator sympathizer sympathiser businesswoman banker broker auditor accountant prosecutor magistrate "
        "attorney ex-president ex-minister ex-soldier chancellor chairman chairwoman spokesperson congressman "
        "congresswoman councilman alderman mp tycoon oligarch magnate celebrity comedian musician footballer"
    ),
    "FORCES": words(
        "troop soldier force army military marine navy fleet battalion brigade division regiment unit squad patrol "
        "guard personnel peacekeeper warship ship carrier destroyer frigate submarine jet plane aircraft bomber "
        "helicopter tank armor armour convoy artillery reinforcement contingent reservist reserve commando ranger "
        "police policeman officer militia fighter tanker gunboat vessel serviceman paratrooper drone missile battery "
        "conscript recruit garrison presence warplane bomber airman gendarme paramilitary insurgent rebel guerrilla "
        "guerilla militant taliban legion corps infantry cavalry squadron flotilla armada motorcade submarine vehicle"
    ),
    "WEAPONS": words(
        "weapon bomb missile rocket shell mortar grenade gun rifle arm ammunition explosive mine drone warhead "
        "arsenal artillery device torpedo bullet shot round gas tear barrage salvo volley"
    ),
    "STRUCTURES": words(
        "building house home office embassy bridge road railway line pipeline plant factory school hospital church "
        "mosque temple synagogue camp village town city property car vehicle bus truck shop store farm field airport "
        "station installation facility infrastructure base post checkpoint headquarters"
    ),
    "LAND": words(
        "city town village area region province territory border island hill base position airport north south "
        "enclave suburb district neighbourhood neighborhood capital settlement outskirt peninsula valley strip coast "
        "quarter camp outpost stronghold port hamlet"
    ),
    "MONEY": words("dollar euro pound money fund cash $ € £ million billion fee wage salary ransom"),
    "AIDGOODS": words(
        "aid assistance relief food medicine supply grain wheat rice flour blanket tent loan grant credit fund "
        "funding money help support subsidy donation shelter asylum refuge vaccine weapon arm equipment training "
        "dollar euro pound million billion package oil fuel protection intelligence"
    ),
    "BANS": words(
        "sanction embargo ban blockade curfew siege restriction measure quota tariff boycott emergency law censorship "
        "limit curb control moratorium penalty clampdown lockdown blackout checkpoint closure prohibition barrier"
    ),
    "RELATIONS": words(
        "relation tie relationship link contact cooperation partnership alliance trade dialogue talk negotiation "
        "exchange mission friendship"
    ),
    "PACTS": words(
        "agreement deal treaty pact accord convention protocol memorandum charter declaration ceasefire "
        "truce settlement constitution formula plan compromise resolution"
    ),
    "PRISONERS": words("prisoner detainee hostage captive inmate suspect dissident soldier pilot body remains crew"),
    "OFFENCES": words(
        "murder attack crime fraud theft rape robbery corruption charge count offence offense felony conspiracy "
        "assault manslaughter bribery treason abuse violation genocide bombing shooting killing terrorism smuggling "
        "espionage"
    ),
    "REQUESTS": words(
        "request demand call appeal proposal offer plan idea bid invitation suggestion allegation accusation claim "
        "charge motion resolution treaty deal agreement bill amendment application petition report criticism advice "
        "peace truce ceasefire ultimatum recognition compromise mediation talk reform visit concession candidacy "
        "measure vote"
    ),
    "PERMITS": words(
        "visa entry access permission permit asylum admittance admission request bail right licence license"
    ),
    "OFFICES": words(
        "president minister premier chancellor chairman chairwoman chair chief head director executive ceo judge "
        "justice ambassador secretary commissioner governor manager coach captain spokesman spokeswoman general "
        "commander leader cabinet successor editor chairperson envoy partner officer"
    ),
    "MARKETS": words(
        "price share stock index rate profit sale revenue earnings loss income economy export import gdp inflation "
        "unemployment output production deficit surplus currency dollar euro yen pound bond yield market demand "
        "spending growth turnover dividend cost wage salary futures oil gold rent tax"
    ),
    "FIRMS": words(
        "company firm bank group corporation business unit subsidiary airline retailer maker stake rival store"
    ),
    "TEAMS": words(
        "team side club player match game cup title championship league tournament final medal race set goal"
    ),
    "VEHICLES": words(
        "vessel tanker trawler yacht freighter airliner airplane aeroplane car bus train plane truck lorry ship "
        "boat ferry helicopter aircraft jet vehicle van coach tram"
    ),
    "GATHERING": words(
        "conference meeting summit talk session rally speech congress visit dinner ceremony hearing forum"
    ),
    "RIGHTS": words("constitution right freedom newspaper publication broadcast assembly parliament service access"),
    "POLITICS": words(
        "president minister government premier cabinet king general prime parliament party regime leader"
    ),
    "BORDERS": words("harbour harbor border frontier crossing bridge gate door airport port checkpoint corridor"),
    "BILLS": words(
        "bill law act legislation measure budget resolution amendment reform decree rule regulation policy ban"
    ),
    "PLANS": words(
        "plan strategy campaign initiative program programme proposal result decision measure project package step "
        "policy list nomination candidacy figure report product feature study schedule reform budget"
    ),
}

# Entity types of the parser's model that put an argument into a class.
LABELS: dict[str, frozenset[str]] = {
    "PEOPLE": frozenset({"PERSON", "NORP"}),
    "COUNTRY": frozenset({"GPE", "NORP"}),
    "LAND": frozenset({"GPE", "LOC", "FAC"}),
    "MONEY": frozenset({"MONEY"}),
    "AIDGOODS": frozenset({"MONEY"}),
    "MARKETS": frozenset({"PERCENT"}),
    "FIRMS": frozenset({"ORG"}),
    "STRUCTURES": frozenset({"FAC"}),
    "POLITICS": frozenset({"GPE"}),
}
CLASSES["COUNTRY"] = frozenset({"country", "nation", "state", "neighbour", "neighbor", "ally"})
CLASSES["ACTOR"] = (
    CLASSES["PEOPLE"]
    | CLASSES["FORCES"]
    | CLASSES["COUNTRY"]
    | words(
        "government group party caravan community public company opposition authority coalition regime parliament "
        "court ministry union media newspaper administration council army military police organization organisation "
        "crowd faction side gang cartel congress senate committee population minority majority team church agency "
        "watchdog movement delegation mission"
    )
)
CLASSES["TIES"] = words("relation tie relationship link contact cooperation partnership alliance friendship trade")
CLASSES["CLUBS"] = words("team club player")
CLASSES["ROUTES"] = words("route link pipeline railway corridor line")
LABELS["ACTOR"] = frozenset({"PERSON", "NORP", "GPE", "ORG"})

# Smaller classes, each used by one or two senses.
CLASSES.update(
    {
        "SUPPORTIVE": words("support solidarity backing sympathy confidence condolence approval gratitude"),
        "DEBTS": words("debt loan arrears"),
        "POWERS": words("autonomy independence right sovereignty power freedom immunity statehood self-rule vote"),
        "TRUCES": words("ceasefire truce armistice"),
        "FIGHTING": words(
            "fighting war hostility offensive campaign attack bombing raid bombardment violence battle conflict"
        ),
        "PROPERTY": words(
            "property land asset artefact artifact treasure painting vehicle equipment belongings tree crop orchard "
            "grave statue monument"
        ),
        "INSPECTORS": words("inspector monitor observer investigator journalist"),
        "INTELLIGENCE": words("intelligence information data photograph imagery"),
        "TECHNOLOGY": words("technology know-how expertise"),
        "EXERCISES": words("exercise drill manoeuvre maneuver"),
        "MIGRANTS": words("refugee migrant asylum-seeker evacuee immigrant"),
        "ULTIMATA": words("ultimatum threat"),
        "WARNINGS": words("warning"),
        "ORG": words("union group organization organisation party council committee association embassy ministry"),
        "WORKERS": words(
            "collector crew labourer laborer trucker fisherman farmer "
            "worker employee teacher union nurse doctor driver miner pilot staff"
        ),
        "STRIKES": words("strike hunger"),
        "STREETS": words("street"),
        "PROTESTERS": words(
            "protester protestor demonstrator student worker activist supporter farmer rioter marcher miner "
            "fisherman trucker docker resident mob crowd youth villager"
        ),
        "SYMBOLS": words("flag effigy tyre tire portrait"),
        "PENALTIES": words("sanction embargo tariff penalty quota boycott"),
        "DIPLOMATS": words("ambassador diplomat envoy attache inspector consul mission observer"),
        "BODIES": words("organization organisation union league council commission bloc body"),
        "DEFENCES": words("defence defense security fortification"),
        "HACKERS": words("hacker pilot recruit militia"),
        "ALERT": words("alert standby footing"),
        "WAY": words("way"),
        "MARTIAL": words("emergency curfew siege law blackout lockdown blockade"),
        "POLICE": words("police policeman officer authority agent investigator"),
        "MEDIA": words("newspaper station website magazine channel radio broadcaster publication"),
        "SCHOOLS": words("school university office party"),
        "HOSTAGES": words("hostage captive shield"),
        "FIRE": words("fire"),
        "SELF": words("himself herself themselves itself"),
        "FIRES": words("fire blaze wildfire flame explosion blast"),
        "SEATS": words(
            "seat majority presidency parliament office mayor senate congress governor nomination primary vote"
        ),
        "VOLCANOES": words("volcano mount"),
        "HAZARDS": words(
            "earthquake quake tsunami hurricane typhoon cyclone tornado storm flood flooding landslide mudslide "
            "avalanche drought famine wildfire eruption blizzard rain epidemic virus cholera ebola"
        ),
        "MISHAPS": words("crash accident collision explosion blast fire collapse stampede wreck derailment"),
        "DISEASES": words("disease cancer virus fever cholera flu"),
        "GUILT": words("guilty innocent"),
        "COURTS": words("court judge tribunal jury justice"),
        "TRIAL": words("trial justice court"),
        "PERSONS": frozenset({"he", "she", "him", "her"}),
        "STATEMENTS": words("statement report result figure communique list document findings"),
        "PEACE": words("peace"),
        "ALLIANCES": words("coalition alliance partnership consortium"),
        "FAULTS": words("fault"),
        "INTRUDERS": words("hacker"),
        "ILLS": words(
            "cold illness flu fire crime poverty disease cancer inflation corruption drug virus hunger obesity "
            "discrimination addiction flood blaze wildfire flame unemployment racism fraud change malaria "
            "problem charge allegation lawsuit"
        ),
        "BARGAINS": words("bargain balance chord note record high low target milestone snag roadblock"),
        "DEMANDS": words("demand"),
        "GOALS": words(
            "deadline requirement target expectation need criterion goal standard challenge cost end fate resistance "
            "obligation"
        ),
        "TERMS": words("term agreement understanding"),
        "ASSENT": words("nod assent consent approval blessing go-ahead light assurance guarantee"),
        "THANKS": words("thanks congratulation greeting admiration appreciation"),
        "TRIBUTES": words("tribute respect homage"),
        "MISSIONS": words("embassy consulate mission office"),
        "VIEWS": words("view opinion"),
        "PUNISHMENTS": words("sentence execution term penalty"),
        "OCCUPATIONS": words("occupation rule siege blockade"),
        "GUILTS": words("responsibility guilt defeat liability blame mistake"),
        "PARTS": words("part"),
        "CONTRACTS": words("contract"),
        "SUSPECTS": words("suspect fugitive criminal bomber militant"),
        "REFUGES": words("asylum refuge sanctuary shelter haven visa"),
        "HELPERS": words(
            "worker staff charity doctor medic nurse rescuer team expert specialist volunteer engineer firefighter"
        ),
        "PEACEKEEPERS": words("peacekeeper peace-keeper"),
        "REMINDERS": words("reminder"),
        "CONDITIONS": words("condition"),
        "GRIEVANCES": words(
            "concern outrage anger dismay regret disappointment displeasure complaint objection protest alarm "
            "dissatisfaction unease frustration indignation shock fury misgiving reservation grievance condemnation "
            "disapproval doubt"
        ),
        "SUITS": words("suit lawsuit"),
        "INQUIRIES": words("investigation probe inquiry enquiry"),
        "DEADLINES": words("deadline"),
        "REVENGE": words("revenge retaliation vengeance retribution"),
        "SPECTRES": words("spectre specter prospect"),
        "SLOGANS": words("slogan"),
        "TOOLS": words("tool"),
        "ASSETS": words("asset account fund holding"),
        "TITLES": words("citizenship licence license status membership immunity passport"),
        "TRADE": words("import export flight shipment trade sale delivery"),
        "SECURITY": words("security defence defense patrol"),
        "CHECKPOINTS": words("checkpoint roadblock"),
        "TESTS": words("test"),
        "URANIUM": words("uranium"),
        "POSITIONS": words("position"),
        "UTILITIES": words("electricity water power gas internet supply"),
        "CUSTODY": words("custody detention prison jail"),
        "CROWDCONTROL": words("gas cannon teargas baton truncheon tear"),
        "SHOTS": words("shot gunfire fire"),
        "CONTROLS": words("control"),
        "STONES": words("stone rock bottle petrol cocktail brick"),
        "LIVES": words("life"),
        "POLLS": words("poll"),
        "VOTES": words("vote ballot"),
        "DEFEATS": words("defeat"),
        "RULINGS": words("ruling verdict conviction sentence decision"),
        "BANKRUPTCIES": words("bankruptcy protection"),
        "FACILITIES": words("plant factory store facility mine office outlet branch"),
        "JOBS": words("job post position worker"),
        "POSTS": words("post office job position power helm"),
        "SPEECHES": words("speech address lecture sermon statement"),
    }
)
LABELS.update(
    {
        "PERSONS": frozenset({"PERSON"}),
        "BODIES": frozenset({"ORG"}),
        "ORG": frozenset({"ORG"}),
        "PROTESTERS": frozenset(),
        "VOLCANOES": frozenset(),
    }
)

# Classes of the narrow readings; those of verbs are looked up in what a word governs.
CLASSES.update(
    {
        "DISPUTES": words("dispute conflict quarrel row feud difference disagreement rift"),
        "CONSULTING": words("meet discuss attend confer talk negotiate consult mediate visit hold address join brief"),
        "CHAMBERS": words(
            "parliament senate congress assembly chamber knesset duma bundestag lawmaker legislature house"
        ),
        "SESSIONS": words("session sitting debate meeting hearing ceremony opening"),
        "WEIGHT": words("weight support"),
        "FAVOURS": words("favour favor support defence defense"),
        "ARSENALS": words(
            "arsenal stockpile reactor programme program facility plant centrifuge weapon missile warhead silo site"
        ),
        "SIEGES": words("siege blockade encirclement"),
        "FIGHTING_VERBS": words("fight shell bomb attack shoot fire bombard kill"),
        "GOING": words("go leave depart return"),
        "LEAVING": words("leave depart withdraw go pull quit evacuate vacate return"),
        "ACCESSES": words("access"),
        "SLURS": words(
            "liar traitor terrorist murderer thief disgrace outrage crime fraud criminal dictator fascist coward "
            "hypocrite racist tyrant aggressor killer thug butcher sham farce betrayal provocation scandal catastrophe"
        ),
        "HARMING": words(
            "avenge retaliate crush punish fight destroy annihilate wipe strike hunt kill overthrow topple attack "
            "bomb invade shoot hit teach liquidate exterminate behead burn smash crack oust confront paralyse paralyze "
            "sever expel sanction cut boycott block disrupt escalate resist"
        ),
        "YIELDING": words("leave withdraw surrender disarm comply release resign accept pay stop end quit free vacate"),
        "TIMES": words("hour day week month"),
        "MEALS": words("food meal"),
        "WORK": words("work"),
        "ROADS": words("road highway street motorway barricade bridge railway route"),
        "PROTESTING": words("protest demonstrate denounce demand oppose condemn mourn vent"),
        "MOBS": words("mob rioter crowd looter protester demonstrator student youth"),
        "SHOPS": words("shop car bus vehicle property"),
        "COALITIONS": words("coalition government cabinet alliance union bloc talk negotiation agreement accord"),
        "MEDIATORS": words("mediator envoy negotiator"),
        "EFFORTS": words("effort mediation mission attempt"),
        "NON_GRATA": words("grata"),
        "FAMILIES": words("family villager settler resident inhabitant muslim christian minority foreigner immigrant"),
        "AIRSPACE": words("airspace water"),
        "INVESTIGATING": words("investigate probe inspect examine assess verify"),
        "PRESSURES": words("pressure fire threat"),
        "ENABLING": words("allow pave make let end defuse avoid appease"),
        "CONTACTS": words("contact conversation"),
        "TRADES": words("trade commerce"),
        "SHELTERS": words("shelter home house school clinic"),
        "BARRACKS": words("barracks base camp"),
        "BACKS": words("back"),
        "CLAIMED": words(
            "guarantee assurance explanation compensation protection peace independence justice answer share role "
            "reform"
        ),
        "SUPPLYING": words("lend sell supply ship export import fund buy finance provide"),
        "MISSILES": words("missile rocket satellite"),
        "COMMEMORATING": words("mark commemorate celebrate remember mourn honour honor"),
        "ANNIVERSARIES": words("anniversary year day decade century victim memory dead minute centenary jubilee"),
        "HONOURS": words("order title medal prize award honour honor doctorate citizenship knighthood"),
        "PAYMENTS": words("payment transfer disbursement instalment"),
        "QUESTIONINGS": words("questioning interrogation"),
        "REMORSE": words("remorse sorrow contrition apology shame repentance"),
        "WAYS": words("way ground"),
        "INCREASES": words("increase hike tax rise levy surcharge duty toll reform bill cut plan"),
        "CASUALTIES": words("wounded injured sick casualty patient refugee victim survivor evacuee child"),
        "OFFICIALS": words("official inspector expert agency worker observer monitor delegation team cross"),
        "ENTERING": words("enter visit inspect monitor examine see observe search"),
        "LINES": words("line cable pipeline"),
        "ATTEMPTS": words("attempt"),
        "HARMS": words("death disappearance massacre crisis failure loss damage bloodshed atrocity killing incident"),
        "CONTROLLING": words("control surveillance monitoring policing"),
        "NETWORKS": words("website network computer server system email database internet account messaging"),
        "SURVEILLANCE": words("surveillance arrest detention"),
        "BARS": words("bar"),
        "POWER": words("power"),
        "TARGETS": words("target position stronghold hideout site convoy depot compound outpost airfield hospital"),
        "DEATHS": words("death"),
        "CLEANSINGS": words("cleansing campaign"),
        "KILLING": words("kill assassinate murder shoot stab bomb blow poison"),
    }
)
LABELS["FAMILIES"] = frozenset({"NORP"})
