"""The pages that the browser tests open; a story adds its own to this list."""

from typing import NamedTuple

from tests.browser.audit import CONTENT, SPACE, Budget


class Target(NamedTuple):
    """A page to audit: its path, the account that opens it (None for everybody), its budget, the faults it may have."""

    name: str
    path: str
    account: str | None = None
    budget: Budget = CONTENT
    excused: tuple[str, ...] = ()


# The catalogue shows the same component several times: titles and landmarks that a page has once.
REPEATED = ("elements h1", "landmark-unique")
CATALOGUE = Budget(cold=150, html=20, requests=12, elements=900)
PAGES = [
    Target("composants", "/composants/", budget=CATALOGUE, excused=REPEATED),
    Target("composants en arabe", "/composants/?langue=ar", budget=CATALOGUE, excused=REPEATED),
    Target("se connecter", "/compte/login/"),
    Target("mot de passe oublié", "/compte/password/reset/"),
    Target("ouvrir un compte", "/compte/signup/"),
    Target("page introuvable", "/rien-du-tout/", excused=("status of 404",)),
    Target("accueil", "/"),
    Target("accueil en arabe", "/ar/"),
    Target("plan du site", "/plan-du-site/"),
    Target("recherche", "/recherche/"),
    Target("instances", "/instances/"),
    Target("calendrier des instances", "/instances/calendrier/"),
    Target("calendrier des instances en arabe", "/ar/instances/calendrier/"),
    Target("chiffres des réunions", "/instances/chiffres/"),
    Target("code du jour", "/instances/avis/"),
    Target("retrouver ma candidature", "/instances/ma-candidature/retrouver/"),
    Target("mentions légales", "/mentions-legales/"),
    Target("données personnelles", "/donnees-personnelles/"),
    Target("accessibilité", "/accessibilite/"),
    Target("missions", "/donner-pour-recevoir/"),
    Target("missions en arabe", "/ar/donner-pour-recevoir/"),
    Target("proposer mon aide", "/donner-pour-recevoir/proposer-mon-aide/"),
    Target("règle des missions", "/donner-pour-recevoir/comment-nous-choisissons/"),
    Target("structures d’accueil", "/donner-pour-recevoir/structures/"),
    Target("témoignages", "/donner-pour-recevoir/temoignages/"),
    Target("entrer avec un code", "/d/"),
    Target("mon espace", "/mon-espace/", account="nadia", budget=SPACE),
    Target("mon agenda", "/reseau/mon-agenda/", account="nadia", budget=SPACE),
    Target("se déconnecter", "/compte/logout/", account="nadia", budget=SPACE),
    Target("changer de mot de passe", "/compte/password/change/", account="nadia", budget=SPACE),
    Target("code de sécurité", "/compte/2fa/", account="nadia", budget=SPACE),
    Target("confirmer", "/compte/reauthenticate/", account="nadia", budget=SPACE),
]
