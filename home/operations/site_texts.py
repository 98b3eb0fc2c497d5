"""The first texts of the site, by language: an editor changes them afterwards in the administration."""

from typing import Any, TypedDict

Blocks = list[tuple[str, Any]]


class PageTexts(TypedDict):
    """Title, summary and body of a page; a home page adds its two sentences."""

    title: str
    summary: str
    body: Blocks


class HomeTexts(PageTexts):
    """A home page."""

    hero_title: str
    hero_text: str


HOME: dict[str, HomeTexts] = {
    "fr": {
        "title": "Accueil",
        "summary": "Donnez votre avis sur l’action sociale du Département, et voyez ce que votre parole est devenue.",
        "hero_title": "Votre parole compte",
        "hero_text": (
            "Le Département vous demande votre avis sur l’aide, l’accueil et l’accompagnement. "
            "Vous répondez sans donner votre nom. Le Département vous dit ensuite ce qu’il a décidé."
        ),
        "body": [
            ("heading", "Comment ça se passe"),
            (
                "list",
                [
                    "Vous lisez la question et vous répondez, avec vos mots ou en choisissant une réponse.",
                    "Vous pouvez vous arrêter et continuer plus tard, avec un code.",
                    "Le Département publie les résultats, puis ses réponses.",
                ],
            ),
        ],
    },
    "en": {
        "title": "Home",
        "summary": "Have your say on the Department’s social services, and see what came of it.",
        "hero_title": "Your voice counts",
        "hero_text": (
            "The Department asks for your opinion on help, reception and support. "
            "You answer without giving your name. The Department then tells you what it has decided."
        ),
        "body": [
            ("heading", "How it works"),
            (
                "list",
                [
                    "You read the question and answer in your own words or by choosing an answer.",
                    "You can stop and continue later with a code.",
                    "The Department publishes the results, then its replies.",
                ],
            ),
        ],
    },
    "ar": {
        "title": "الصفحة الرئيسية",
        "summary": "أعطوا رأيكم في العمل الاجتماعي للمقاطعة، واعرفوا ما نتج عن كلامكم.",
        "hero_title": "كلمتكم مهمة",
        "hero_text": (
            "تسألكم المقاطعة عن رأيكم في المساعدة والاستقبال والمرافقة. "
            "تجيبون دون ذكر أسمائكم. ثم تخبركم المقاطعة بما قررته."
        ),
        "body": [
            ("heading", "كيف يجري الأمر"),
            (
                "list",
                [
                    "تقرؤون السؤال وتجيبون بكلماتكم أو باختيار جواب.",
                    "يمكنكم التوقف والمتابعة لاحقًا باستعمال رمز.",
                    "تنشر المقاطعة النتائج، ثم أجوبتها.",
                ],
            ),
        ],
    },
}

ABOUT: dict[str, PageTexts] = {
    "fr": {
        "title": "À quoi sert ce site",
        "summary": "Qui pose les questions, qui lit les réponses, et ce que cela change.",
        "body": [
            ("heading", "Qui pose les questions"),
            (
                "paragraph",
                "<p>Le Département s’occupe de l’action sociale : l’aide aux familles, aux personnes âgées, aux "
                "personnes handicapées, aux personnes qui ont peu d’argent. Il veut savoir ce que vous en pensez.</p>",
            ),
            ("heading", "Ce que deviennent vos réponses"),
            (
                "paragraph",
                "<p>Les réponses sont comptées ensemble. Personne ne peut savoir qui a répondu quoi. "
                "Chaque consultation dit qui décide, et à quelle date une réponse vous est due.</p>",
            ),
            (
                "callout",
                {
                    "title": "Répondre ou non ne change rien à vos droits",
                    "text": "<p>Vous êtes libre de répondre. Vos aides restent les mêmes.</p>",
                },
            ),
        ],
    },
    "en": {
        "title": "What this site is for",
        "summary": "Who asks, who reads the answers, and what it changes.",
        "body": [
            ("heading", "Who asks the questions"),
            (
                "paragraph",
                "<p>The Department runs social services: help for families, older people, disabled people and people "
                "with little money. It wants to know what you think of them.</p>",
            ),
            ("heading", "What becomes of your answers"),
            (
                "paragraph",
                "<p>Answers are counted together. Nobody can know who answered what. "
                "Each consultation says who decides, and by what date you are owed a reply.</p>",
            ),
            (
                "callout",
                {
                    "title": "Answering or not changes nothing to your rights",
                    "text": "<p>You are free to answer. Your benefits stay the same.</p>",
                },
            ),
        ],
    },
    "ar": {
        "title": "ما فائدة هذا الموقع",
        "summary": "من يطرح الأسئلة، ومن يقرأ الأجوبة، وما الذي يتغير.",
        "body": [
            ("heading", "من يطرح الأسئلة"),
            (
                "paragraph",
                "<p>تهتم المقاطعة بالعمل الاجتماعي: مساعدة الأسر وكبار السن والأشخاص ذوي الإعاقة "
                "وذوي الدخل القليل. وهي تريد معرفة رأيكم.</p>",
            ),
            ("heading", "ما مصير أجوبتكم"),
            (
                "paragraph",
                "<p>تُحسب الأجوبة معًا. لا أحد يستطيع معرفة من أجاب بماذا. "
                "كل استشارة تقول من يقرر، وفي أي تاريخ يجب أن تصلكم الإجابة.</p>",
            ),
            (
                "callout",
                {
                    "title": "الإجابة أو عدمها لا تغيّر شيئًا في حقوقكم",
                    "text": "<p>أنتم أحرار في الإجابة. مساعداتكم تبقى كما هي.</p>",
                },
            ),
        ],
    },
}

ABOUT_EASY: dict[str, PageTexts] = {
    "fr": {
        "title": "À quoi sert ce site, en facile à lire",
        "summary": "Le site expliqué avec des mots simples.",
        "body": [
            (
                "list",
                [
                    "Le Département aide les habitants.",
                    "Le Département vous pose des questions.",
                    "Vous répondez si vous voulez.",
                    "Vous ne donnez pas votre nom.",
                    "Le Département dit ce qu’il va faire.",
                ],
            )
        ],
    },
}

NEWS: dict[str, PageTexts] = {
    "fr": {"title": "Actualités", "summary": "Ce qui se passe en ce moment.", "body": []},
    "en": {"title": "News", "summary": "What is happening now.", "body": []},
    "ar": {"title": "الأخبار", "summary": "ما يجري الآن.", "body": []},
}

CONSULTATIONS: dict[str, PageTexts] = {
    "fr": {
        "title": "Consultations",
        "summary": "Ce que le Département vous demande, et ce qu’il en a fait.",
        "body": [],
    },
    "en": {"title": "Consultations", "summary": "What the Department asks you, and what it made of it.", "body": []},
    "ar": {"title": "الاستشارات", "summary": "ما تسألكم عنه المقاطعة، وما الذي فعلته به.", "body": []},
}
