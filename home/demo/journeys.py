"""Six questions for accompanied people, in three languages: the words differ, the identifiers do not."""

from typing import Any

from home.demo.questionnaires import identified, question, section

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "part": "Vos trajets",
        "mood": "Comment se passent vos trajets pour aller à vos rendez-vous ?",
        "mood_easy": "Venir aux rendez-vous, c’est comment pour vous ?",
        "means": "Comment venez-vous à vos rendez-vous ?",
        "means_easy": "Vous venez comment ?",
        "means_help": "Vous pouvez choisir plusieurs réponses.",
        "walk": "À pied ou à vélo",
        "bus": "En bus, en tram ou en train",
        "car": "Avec ma voiture ou mon scooter",
        "lift": "Quelqu’un m’emmène",
        "other": "Autrement",
        "missed": "Avez-vous déjà manqué un rendez-vous à cause du trajet ?",
        "missed_easy": "Avez-vous déjà raté un rendez-vous parce que vous ne pouviez pas venir ?",
        "why": "Quelle était la raison la plus importante ?",
        "why_easy": "Pourquoi ?",
        "price": "Le prix",
        "no_bus": "Pas de bus à cette heure",
        "far": "C’est trop loin",
        "health": "Je ne pouvais pas me déplacer",
        "town": "Dans quelle commune habitez-vous ?",
        "town_easy": "Où habitez-vous ?",
        "town_help": "Écrivez le nom de la ville ou du village. Les résultats ne montrent que le secteur.",
        "idea": "Qu’est-ce qui vous aiderait le plus ?",
        "idea_easy": "Qu’est-ce qui vous aiderait ?",
        "idea_help": "N’écrivez pas votre nom, ni celui d’une autre personne.",
    },
    "en": {
        "part": "Your journeys",
        "mood": "How do your journeys to your appointments go?",
        "mood_easy": "Coming to appointments: how is it for you?",
        "means": "How do you come to your appointments?",
        "means_easy": "How do you come?",
        "means_help": "You can choose several answers.",
        "walk": "On foot or by bicycle",
        "bus": "By bus, tram or train",
        "car": "With my car or scooter",
        "lift": "Somebody drives me",
        "other": "Another way",
        "missed": "Have you ever missed an appointment because of the journey?",
        "missed_easy": "Have you ever missed an appointment because you could not come?",
        "why": "What was the main reason?",
        "why_easy": "Why?",
        "price": "The price",
        "no_bus": "No bus at that time",
        "far": "It is too far",
        "health": "I was not able to travel",
        "town": "Which town do you live in?",
        "town_easy": "Where do you live?",
        "town_help": "Write the name of the town or village. Results only show the area.",
        "idea": "What would help you most?",
        "idea_easy": "What would help you?",
        "idea_help": "Do not write your name, nor anybody else’s.",
    },
    "ar": {
        "part": "تنقلاتكم",
        "mood": "كيف تجري تنقلاتكم للذهاب إلى مواعيدكم؟",
        "mood_easy": "المجيء إلى المواعيد: كيف هو بالنسبة إليكم؟",
        "means": "كيف تأتون إلى مواعيدكم؟",
        "means_easy": "كيف تأتون؟",
        "means_help": "يمكنكم اختيار عدة أجوبة.",
        "walk": "مشيًا أو بالدراجة",
        "bus": "بالحافلة أو الترام أو القطار",
        "car": "بسيارتي أو دراجتي النارية",
        "lift": "يوصلني شخص آخر",
        "other": "بطريقة أخرى",
        "missed": "هل سبق أن فاتكم موعد بسبب التنقل؟",
        "missed_easy": "هل سبق أن فاتكم موعد لأنكم لم تستطيعوا المجيء؟",
        "why": "ما هو السبب الأهم؟",
        "why_easy": "لماذا؟",
        "price": "الثمن",
        "no_bus": "لا توجد حافلة في ذلك الوقت",
        "far": "المكان بعيد جدًا",
        "health": "لم أكن قادرًا على التنقل",
        "town": "في أي بلدية تسكنون؟",
        "town_easy": "أين تسكنون؟",
        "town_help": "اكتبوا اسم المدينة أو القرية. تُظهر النتائج اسم المنطقة فقط.",
        "idea": "ما الذي يساعدكم أكثر؟",
        "idea_easy": "ما الذي يساعدكم؟",
        "idea_help": "لا تكتبوا اسمكم ولا اسم أي شخص آخر.",
    },
}


def journeys_questionnaire(language: str) -> list[dict[str, Any]]:
    """The raw data of the six questions in a language."""
    words = WORDS[language]

    def options(*codes: str) -> list[dict[str, Any]]:
        return [{"code": code, "label": words[code], "has_text": code == "other"} for code in codes]

    def asked(kind: str, code: str, name: str, **value: Any) -> dict[str, Any]:
        return question(kind, code, words[name], easy_text=words[f"{name}_easy"], **value)

    questions = [
        asked("smiley", "trajet", "mood"),
        asked(
            "multiple_choice",
            "moyen",
            "means",
            help=words["means_help"],
            options=options("walk", "bus", "car", "lift", "other"),
        ),
        asked("yes_no", "manque", "missed"),
        asked(
            "single_choice",
            "raison",
            "why",
            options=options("price", "no_bus", "far", "health", "other"),
            condition=("all", [{"question": "manque", "op": "eq", "value": "oui"}]),
        ),
        asked("commune", "commune", "town", help=words["town_help"]),
        asked("long_text", "idee", "idea", help=words["idea_help"]),
    ]
    return identified([section("trajets", words["part"], questions)], "vos-trajets")
