"""A browser without screen, which fills in forms over HTTP."""

import re
from typing import Any

import requests


class Browser:
    """One visitor of one consultation; a context manager, since it holds connections."""

    def __init__(self, url: str, slug: str) -> None:
        self.base = f"{url}/consultations/{slug}/repondre/"
        self.web = requests.Session()

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *problem: object) -> None:
        self.web.close()

    def read(self, where: str = "") -> str:
        """GET a screen, following where it leads."""
        response = self.web.get(self._url(where), timeout=30)
        response.raise_for_status()
        return response.text

    def post(self, where: str = "", **data: Any) -> requests.Response:
        """POST to a screen, with the token of its form; not followed: 303 is the acknowledgement."""
        token = self.web.cookies.get("csrftoken") or ""
        data["csrfmiddlewaretoken"] = token
        return self.web.post(self._url(where), data=data, timeout=30, allow_redirects=False)

    def fill_in(self, text: str = "Un bus le soir", **start: str) -> "Browser":
        """Answer both questions, up to the review."""
        self.read()
        assert self.post(**start).status_code == 303
        assert self.post("venu", asked="venu", venu="oui").status_code == 303
        assert self.post("idee", asked="idee", idee=text).status_code == 303
        return self

    def key(self) -> str:
        """A key of sending, as the review screen draws one."""
        return re.search(r'name="key" value="([^"]+)"', self.read("verifier-mes-reponses"))[1]

    def send(self, key: str) -> requests.Response:
        """Press « Envoyer mes réponses »."""
        return self.post("verifier-mes-reponses", key=key)

    def code(self) -> str:
        """The personal code of the receipt, or of « Continuer plus tard »."""
        return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", self.read("plus-tard"))[0]

    def _url(self, where: str) -> str:
        return f"{self.base}{where}/" if where else self.base
