"""PLOVER contexts: the field of life that an event belongs to, by the words of its clause."""

from workers.assemble.lexicon.vocabulary import words

# The context with most words in the clause is taken, the earlier of equals.
CONTEXTS: dict[str, frozenset[str]] = {
    "cbrn": words(
        "nuclear chemical biological uranium plutonium warhead sarin nerve radiological enrichment centrifuge"
    ),
    "terrorism": words("terrorist terrorism suicide bomber jihadist extremist al-qaida al-qaeda hijacker bomb"),
    "refugee": words("refugee migrant asylum immigrant caravan displaced immigration deportation migration evacuee"),
    "election": words(
        "election vote ballot poll candidate campaign electoral referendum voter runoff mid-term primary"
    ),
    "disaster": words(
        "earthquake flood hurricane typhoon cyclone famine drought storm tsunami wildfire landslide eruption"
    ),
    "health": words(
        "hospital virus epidemic vaccine disease patient health outbreak doctor medicine pandemic cholera ebola"
    ),
    "cyber": words("cyber hacker hacking malware ransomware internet website network online"),
    "corruption": words("corruption bribe bribery embezzlement graft kickback fraud"),
    "human_rights": words("rights torture abuse freedom repression dissident censorship journalist amnesty"),
    "environment": words("climate emission pollution environment environmental forest oil-spill carbon"),
    "military": words(
        "military troop soldier army force weapon missile tank navy rebel militia war ceasefire truce peacekeeper "
        "invasion helicopter warship defence defense commander guerrilla militant airstrike shelling artillery rocket"
    ),
    "legal": words(
        "court judge law trial prosecutor charge police arrest suspect prison jail sentence lawyer legal verdict "
        "constitution crime murder extradition lawsuit tribunal detainee"
    ),
    "economic": words(
        "trade economy economic bank dollar euro price market tax budget tariff export import loan debt investment "
        "company business financial currency wage strike union aid grant share profit stock"
    ),
    "resource": words("oil gas water fish fishery mineral electricity energy pipeline land food grain"),
    "diplomatic": words(
        "ambassador embassy diplomat diplomatic treaty summit envoy foreign minister talk negotiation relation tie "
        "visit peace united security_council secretary-general mediation"
    ),
    "political": words(
        "president government parliament opposition party cabinet coup reform democracy senate congress premier"
    ),
}
CONTEXTS_OF: dict[str, tuple[str, ...]] = {
    lemma: tuple(name for name, members in CONTEXTS.items() if lemma in members)
    for lemma in frozenset().union(*CONTEXTS.values())
}
