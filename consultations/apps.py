"""Consultations: question, contribution, result, and what became of it."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """The first story."""

    name = "consultations"
    verbose_name = "Consultations"
