"""What the consultations of the demonstration say of themselves. The services and telephone numbers are invented."""

from typing import Any

Texts = dict[str, dict[str, Any]]

_PHONE = "04 00 00 00 00"

MAYORS: Texts = {
    "fr": {
        "title": "Questionnaire aux maires de l’Hérault",
        "summary": "Le Département demande aux 342 communes comment elles exercent l’action sociale.",
        "easy_summary": (
            "<p>Le Département écrit à toutes les mairies.</p>"
            "<p>Il demande : qui aide les habitants dans votre commune ?</p>"
            "<p>Les réponses servent à préparer le schéma de l’action sociale.</p>"
        ),
        "audience": "Les maires des 342 communes de l’Hérault, ou les personnes qu’ils désignent",
        "negotiable": "La façon dont le Département et les communes se répartissent l’accueil, l’écoute et les aides.",
        "not_negotiable": "Les compétences que la loi donne aux communes et au Département.",
        "decided_by": "L’assemblée départementale",
        "promised_by": "Direction de l’action sociale (service inventé pour la démonstration)",
        "notice": (
            "Le Département vous pose ces questions pour préparer son schéma de l’action sociale.\n"
            "Vous répondez au nom de votre commune ; chaque question est facultative.\n"
            "Les réponses sont lues par les chargés d’étude du Département, et publiées sous forme de tableaux.\n"
            "Le nom, la fonction et les coordonnées ne sont jamais publiés.\n"
            "Vous pouvez relire, corriger ou retirer vos réponses avec le code qui vous est donné."
        ),
        "purpose": "Connaître l’action sociale des communes pour préparer le schéma départemental.",
        "contact_phone": _PHONE,
        "contact_hours": "du lundi au vendredi, de 9 h à 17 h",
        "contact_place": "Hôtel du Département, Montpellier",
    }
}

JOURNEYS: Texts = {
    "fr": {
        "title": "Vos trajets pour venir nous voir",
        "summary": "Six questions sur vos trajets vers les Maisons des solidarités. Exemple de démonstration.",
        "easy_summary": "<p>Venir à un rendez-vous, c’est parfois difficile.</p><p>Dites-nous pourquoi.</p>",
        "audience": "Les personnes accompagnées par une Maison des solidarités",
        "negotiable": "Les horaires des rendez-vous, les lieux, l’aide pour venir.",
        "not_negotiable": "Les lignes de bus, qui dépendent d’autres collectivités.",
        "decided_by": "La direction de l’action sociale",
        "promised_by": "Direction de l’action sociale (service inventé pour la démonstration)",
        "notice": (
            "Le Département vous demande votre avis sur vos trajets.\n"
            "Répondre ou non ne change rien à vos droits ni à vos aides.\n"
            "Nous ne demandons pas votre nom.\n"
            "Les réponses sont lues par deux personnes du Département, puis comptées ensemble.\n"
            "Vous pouvez relire ou retirer vos réponses avec votre code."
        ),
        "purpose": "Rendre les rendez-vous plus faciles à rejoindre.",
        "contact_phone": _PHONE,
        "contact_hours": "du lundi au vendredi, de 9 h à 17 h",
        "contact_place": "dans votre Maison des solidarités",
    },
    "en": {
        "title": "Your journeys to come and see us",
        "summary": "Six questions about your journeys to the Maisons des solidarités. A demonstration.",
        "easy_summary": "<p>Coming to an appointment can be hard.</p><p>Tell us why.</p>",
        "audience": "People supported by a Maison des solidarités",
        "negotiable": "Times of appointments, places, help with travelling.",
        "not_negotiable": "Bus lines, which other authorities run.",
        "decided_by": "The head of social services",
        "promised_by": "Social services (a service invented for the demonstration)",
        "notice": (
            "The Department asks for your opinion on your journeys.\n"
            "Answering or not changes nothing to your rights or benefits.\n"
            "We do not ask for your name.\n"
            "Two people of the Department read the answers, which are then counted together.\n"
            "You can read or withdraw your answers with your code."
        ),
        "purpose": "To make appointments easier to reach.",
        "contact_phone": _PHONE,
        "contact_hours": "Monday to Friday, 9 am to 5 pm",
        "contact_place": "at your Maison des solidarités",
    },
    "ar": {
        "title": "تنقلاتكم للمجيء إلينا",
        "summary": "ستة أسئلة عن تنقلاتكم نحو دور التضامن. مثال تجريبي.",
        "easy_summary": "<p>المجيء إلى موعد قد يكون صعبًا.</p><p>قولوا لنا لماذا.</p>",
        "audience": "الأشخاص الذين ترافقهم دار التضامن",
        "negotiable": "أوقات المواعيد، والأماكن، والمساعدة على التنقل.",
        "not_negotiable": "خطوط الحافلات، لأنها من مسؤولية هيئات أخرى.",
        "decided_by": "إدارة العمل الاجتماعي",
        "promised_by": "إدارة العمل الاجتماعي (مصلحة خيالية لهذا المثال)",
        "notice": (
            "تطلب المقاطعة رأيكم في تنقلاتكم.\n"
            "الإجابة أو عدمها لا تغيّر شيئًا في حقوقكم ومساعداتكم.\n"
            "لا نطلب اسمكم.\n"
            "يقرأ الأجوبة شخصان من المقاطعة، ثم تُحسب معًا.\n"
            "يمكنكم قراءة أجوبتكم أو سحبها باستعمال رمزكم."
        ),
        "purpose": "تسهيل الوصول إلى المواعيد.",
        "contact_phone": _PHONE,
        "contact_hours": "من الإثنين إلى الجمعة، من الساعة 9 إلى 17",
        "contact_place": "في دار التضامن القريبة منكم",
    },
}

COMING: Texts = {
    "fr": {
        "title": "Votre accueil dans les Maisons des solidarités",
        "summary": "Deux questions sur l’accueil. Exemple de démonstration.",
        "easy_summary": "<p>Dites-nous comment vous avez été accueilli.</p>",
        "audience": "Les personnes reçues dans une Maison des solidarités",
        "negotiable": "Les horaires, la salle d’attente, la façon de prendre rendez-vous.",
        "not_negotiable": "Le nombre de Maisons des solidarités.",
        "decided_by": "La direction de l’action sociale",
        "promised_by": "Direction de l’action sociale (service inventé pour la démonstration)",
        "notice": (
            "Le Département vous demande votre avis sur l’accueil.\n"
            "Répondre ou non ne change rien à vos droits ni à vos aides.\n"
            "Nous ne demandons pas votre nom."
        ),
        "purpose": "Améliorer l’accueil.",
        "contact_phone": _PHONE,
        "contact_hours": "du lundi au vendredi, de 9 h à 17 h",
        "contact_place": "dans votre Maison des solidarités",
    }
}
