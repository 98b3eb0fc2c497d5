"""Forms of the front."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """One box."""

    q = forms.CharField(label=_("Mots à chercher"), max_length=100)
