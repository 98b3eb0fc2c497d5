"""Words of the meetings of the demonstration: invented, in the manner of real ones."""

from typing import NamedTuple


class Point(NamedTuple):
    """An agenda item: its title, an easy one, what is expected, who reads it, what came out of it, a decision."""

    title: str
    easy: str
    kind: str
    visibility: str
    result: str
    decision: str = ""


WELCOME = Point(
    "Accueil et suites de la dernière réunion",
    "Bonjour, et ce qui a été fait depuis",
    "information",
    "public",
    "Les décisions de la dernière réunion sont relues une par une.",
)
SUBJECTS = (
    Point(
        "L’accès aux droits loin des villes : horaires des permanences",
        "Avoir un rendez-vous près de chez soi",
        "consultation",
        "public",
        "Les membres demandent des horaires en fin de journée et un affichage en mairie.",
        "Essayer une permanence le jeudi soir dans deux communes pendant six mois.",
    ),
    Point(
        "Orienter sans perdre personne : la fiche de liaison commune",
        "Une seule fiche pour être orienté",
        "orientation",
        "members",
        "La fiche tient sur une page. La personne la lit et donne son accord avant l’envoi.",
        "Utiliser la même fiche dans toutes les structures du territoire.",
    ),
    Point(
        "Venir aux rendez-vous : les solutions de transport",
        "Comment venir aux rendez-vous",
        "consultation",
        "public",
        "Le covoiturage solidaire marche ; il manque des trajets vers l’hôpital.",
        "Demander à l’intercommunalité un arrêt devant la maison de santé.",
    ),
    Point(
        "Les démarches en ligne : qui aide, où et quand",
        "Être aidé pour internet",
        "information",
        "public",
        "La liste des lieux d’aide est à jour. Deux lieux manquent de places.",
        "Publier la liste des lieux d’aide dans chaque mairie.",
    ),
    Point(
        "Le logement des jeunes : ce que chacun peut faire",
        "Se loger quand on est jeune",
        "decision",
        "members",
        "Les partenaires partagent leurs critères. Un relais commun est proposé.",
        "Nommer une personne à appeler pour toute demande de logement d’un jeune.",
    ),
)
BUDGET = Point(
    "Organisation du secrétariat", "Le travail du secrétariat", "other", "secretariat", "Point interne au secrétariat."
)
BODIES = (
    ("Caf de l’Hérault", "institution_representative"),
    ("Msa du Languedoc", "institution_representative"),
    ("Carsat Languedoc-Roussillon", "institution_representative"),
    ("Udaf 34", "institution_representative"),
    ("CCAS (exemple)", "elected_official"),
    ("Association d’entraide (exemple)", "professional"),
    ("Centre social (exemple)", "professional"),
    ("Mission locale (exemple)", "professional"),
)
FIRST_NAMES = ("Ange", "Billie", "Céleste", "Dany", "Eli", "Flore", "Gaby", "Hyacinthe", "Inès", "Jo", "Kim", "Leïla")
ACCOMPANIED = ("Sam", "Mina", "Ben")
REMARK = "Il faudrait écrire que les personnes accompagnées ont demandé des horaires en fin de journée."
EXTRACT = (
    "Le comité a relu les décisions de la dernière réunion.\n\n"
    "Il demande des horaires en fin de journée et un affichage en mairie. "
    "Il essaie une permanence le jeudi soir dans deux communes pendant six mois."
)
EASY = "Nous avons relu ce qui a été décidé. Nous allons essayer une permanence le jeudi soir, dans deux communes."
CALL = (
    "Vous êtes aidé par le Département ? Votre avis compte.\n"
    "Venez le donner, avec d’autres personnes, quatre fois par an.\n"
    "Le trajet, le repas et la garde d’enfant sont organisés si vous en avez besoin."
)
HOW_TO_APPLY = (
    "Remplissez la page, ou appelez le secrétariat, ou demandez à la personne qui vous accompagne. "
    "Nous vous appelons ensuite pour nous rencontrer."
)
