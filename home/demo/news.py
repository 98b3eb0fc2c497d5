"""News of the demonstration, visibly invented."""

from datetime import date, timedelta

from django.utils import timezone

from home.models import NewsIndexPage, NewsPage
from home.operations.site import page_of, publish, stream
from home.operations.site_texts import NEWS

# Slug, days since, then by language: title, summary, paragraph.
TEXTS = [
    (
        "exemple-consultation-des-mairies",
        3,
        {
            "fr": (
                "Exemple : les premières réponses des mairies",
                "Une actualité inventée, pour montrer cette page.",
                "Les premières réponses des mairies sont publiées. Ces réponses sont inventées.",
            ),
            "en": (
                "Example: first answers from town halls",
                "An invented piece of news, to show this page.",
                "The first answers from town halls are published. These answers are invented.",
            ),
            "ar": (
                "مثال: أولى أجوبة البلديات",
                "خبر متخيَّل لعرض هذه الصفحة.",
                "نُشرت أولى أجوبة البلديات. هذه الأجوبة متخيَّلة.",
            ),
        },
    ),
    (
        "exemple-reunion-publique",
        20,
        {
            "fr": (
                "Exemple : une réunion ouverte à tous",
                "Une actualité inventée : il n’y a pas de réunion.",
                "La réunion fictive a lieu dans une salle fictive. L’entrée est libre.",
            )
        },
    ),
    (
        "exemple-facile-a-lire",
        45,
        {
            "fr": (
                "Exemple : des textes plus faciles à lire",
                "Une actualité inventée sur la relecture des textes.",
                "Un groupe fictif relit les textes et dit ce qu’il ne comprend pas.",
            )
        },
    ),
]


def load() -> int:
    """Create the pieces of news that are missing, in their languages; returns how many pages there are."""
    for slug, days, texts in TEXTS:
        day = timezone.localdate() - timedelta(days=days)
        for language, words in texts.items():
            _load_one(slug, day, language, *words)
    return sum(len(texts) for _slug, _days, texts in TEXTS)


def _load_one(slug: str, day: date, language: str, title: str, summary: str, text: str) -> None:
    index = page_of(NewsIndexPage, "actualites", language, NEWS)
    if NewsPage.objects.child_of(index).filter(slug=slug).exists():
        return
    source = NewsPage.objects.filter(slug=slug).first()
    page = source.copy_for_translation(index.locale) if source else NewsPage(slug=slug, locale=index.locale)
    page.title = page.draft_title = title
    page.summary, page.published_on = summary, day
    page.body = NewsPage.body.field.to_python(stream(slug, [("paragraph", f"<p>{text}</p>")]))
    if page.pk is None:
        index.add_child(instance=page)
    publish(page)
