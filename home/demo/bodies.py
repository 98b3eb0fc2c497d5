"""The bodies of `instances.yaml` as committees: the tree, with their purpose and composition."""

from datetime import date
from typing import Any

import yaml
from django.utils.text import slugify

from home.demo.questionnaires import DATA
from network.enums import CommitteeKind, MinutesApproval
from network.models import CarriedFigure, Committee, Territory

ACTIVE_FROM = date(2022, 1, 1)
PHONE = "04 67 00 00 00"
K = CommitteeKind
KINDS = {
    "copil_strategique": K.STEERING,
    "cotech": K.TECHNICAL,
    "cdas": K.DEPARTMENTAL,
    "groupes_travail": K.WORKING_GROUP,
    "groupe_suivi_technique": K.FOLLOW_UP,
    "comite_financeurs": K.FUNDING,
    "copil_aides": K.STEERING,
    "cdsf": K.DEPARTMENTAL,
    "cdsf_suivi": K.FOLLOW_UP,
    "rsa_comite_engagement": K.ENGAGEMENT,
    "rsa_cep": K.CASE_REVIEW,
    "rsa_comite_consultatif": K.PARTICIPATORY,
    "pti_groupes_travail": K.WORKING_GROUP,
}
# The tree as product and file tell it: what the file leaves out is the relay of the local committees.
PARENTS = {"cotech": "copil_strategique"}
SLUGS = {"cdas": "cdas", "cdsf": "cdsf"}


def file() -> dict[str, Any]:
    """The whole file."""
    return yaml.safe_load((DATA / "instances.yaml").read_text(encoding="utf-8"))


def load(content: dict[str, Any]) -> dict[str, Committee]:
    """Make the bodies that are missing; all of them, by code of the file (one more part where there are several)."""
    territories = {
        place["code"]: Territory.objects.get_or_create(
            code=place["code"], defaults={"name": _typography(place["nom"])}
        )[0]
        for place in content["territoires_mds"]
    }
    made: dict[str, Committee] = {}
    for body in content["instances"]:
        code = body["code"]
        if body["niveau"] == "SDI":
            for service in content["services_insertion"]:
                places = [territories[place] for place in service["mds_codes"]]
                made[f"{code}:{service['sdi']}"] = _make(body, made, suffix=service["sdi"], places=places)
        elif code == "pti_groupes_travail":
            _make_themes(body, content, territories, made)
        else:
            made[code] = _make(body, made, territory=territories.get(body.get("mds_code", "")))
    made["consultatif_tha"] = _make_consultative(made["cdas"], territories["MDS-THA"])
    return made


def load_figures(check: dict[str, Any]) -> None:
    """The published figures of the years before the portal."""
    for kind, figure in zip((K.ENGAGEMENT, K.WORKING_GROUP), check["detail"], strict=True):
        CarriedFigure.objects.get_or_create(
            starts_on=date(2017, 4, 1),
            ends_on=date(2019, 6, 30),
            kind=kind,
            territory=None,
            defaults={
                "meetings": figure["reunions"],
                "attendances": figure["participants"],
                "source": "Organisation du dispositif RSA et PTI 2017-2021, Département de l’Hérault",
            },
        )


def _make_themes(body: dict[str, Any], content: dict[str, Any], territories: dict, made: dict[str, Committee]) -> None:
    """One group a theme and a service, where the theme is worked on."""
    for service in content["services_insertion"]:
        for theme, codes in content["controle_pti"]["themes"].items():
            places = [territories[code] for code in service["mds_codes"] if code in codes]
            if places:
                key = f"{body['code']}:{service['sdi']}:{theme}"
                above = f"rsa_comite_engagement:{service['sdi']}"
                suffix = f"{theme.split(' et ')[0]}, {service['sdi']}"
                made[key] = _make(body, made, suffix=suffix, places=places, theme=theme, above=above)


def _make(
    body: dict[str, Any],
    made: dict[str, Committee],
    *,
    territory: Territory | None = None,
    suffix: str = "",
    places: list[Territory] | None = None,
    theme: str = "",
    above: str = "",
) -> Committee:
    code = body["code"]
    name = _typography(body["nom"]) + (f" – {suffix}" if suffix else "")
    kind = K.LOCAL if territory else KINDS.get(code, K.TECHNICAL)
    is_internal = body["perimetre"].startswith("interne")
    frequency = body.get("frequence") or {}
    parent = made.get(above or body.get("rattache_a") or PARENTS.get(code, "cdas" if territory else ""))
    # The name of a body for people in one situation tells that situation: who sits there is never public.
    is_status = code == "rsa_comite_consultatif"
    committee, created = Committee.objects.get_or_create(
        slug=SLUGS.get(code) or slugify(name.replace("’", " ").replace("Œ", "oe").replace("œ", "oe"))[:80],
        defaults={
            "kind": kind,
            "name": name,
            "acronym": body.get("sigle", ""),
            "parent": parent,
            "territory": territory,
            "theme": theme,
            "purpose": _lines(body["role"]),
            "composition_text": _lines(body["composition"]),
            "min_meetings_per_year": frequency.get("min_par_an"),
            "frequency_text": _typography(frequency.get("texte", "")),
            "is_internal": is_internal,
            "is_listed": not is_internal and kind != K.CASE_REVIEW,
            "is_membership_hidden": is_status,
            "minutes_approval": MinutesApproval.TACIT if territory else MinutesApproval.AT_MEETING,
            "mandate_months": 9 if kind == K.PARTICIPATORY else None,
            "secretariat_phone": PHONE,
            "active_from": ACTIVE_FROM,
        },
    )
    if created and places:
        committee.territories.set(places)
    return committee


def _make_consultative(cdas: Committee, territory: Territory) -> Committee:
    """The committee that action 7.2.1 announces, on one territory, to show a call for members."""
    committee, _created = Committee.objects.get_or_create(
        slug="comite-consultatif-etang-de-thau",
        defaults={
            "kind": K.PARTICIPATORY,
            "name": "Comité consultatif d’action sociale – Étang de Thau",
            "parent": cdas,
            "purpose": "Les personnes accompagnées disent ce qui marche et ce qui ne marche pas, et proposent.",
            "composition_text": "Personnes accompagnées\nAnimateurs de la MDS",
            "is_listed": True,
            "is_membership_hidden": True,
            "mandate_months": 9,
            "charter": "Chacun parle. Chacun écoute. Ce qui se dit de personnel reste ici.",
            "secretariat_phone": PHONE,
            "active_from": ACTIVE_FROM,
        },
    )
    committee.territories.set([territory])
    return committee


def _lines(lines: list[str]) -> str:
    return "\n".join(_typography(line[0].upper() + line[1:]) for line in lines)


def _typography(text: str) -> str:
    return text.replace("'", "’").replace(" :", "\N{NO-BREAK SPACE}:")
