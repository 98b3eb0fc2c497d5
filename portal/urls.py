"""The whole map of URLs on one screen. Django's own admin and Wagtail's API are not routed (security.md, F1, F8)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "portal.common.errors.bad_request"
handler500 = "portal.common.errors.server_error"

urlpatterns = [
    # Wagtail's own login forms open a web session by password alone: allauth's is the only door.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path("fichiers/", include(wagtaildocs_urls)),
    path("", include("home.technical_urls")),
    # In French only: a prefix of language would announce a translation that does not exist.
    path("reseau/", include("network.committee_urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("compte/", include("portal.accounts.urls")),
        path("compte/", include("allauth.urls")),
        path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
        path("consultations/", include("consultations.urls")),
        path("", include("donner_pour_recevoir.urls")),
        path("instances/", include("network.urls")),
        path("", include("home.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
if settings.IS_DEMONSTRATION or settings.DEBUG or settings.TEST_WORLD:
    from portal.common import catalogue

    urlpatterns.insert(0, path("composants/", catalogue.show, name="catalogue"))
