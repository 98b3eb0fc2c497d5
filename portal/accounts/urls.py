"""A person's own data."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("mes-donnees/", views.my_data, name="my_data"),
    path("mes-donnees/recevoir/", views.export_my_data, name="export_my_data"),
    path("mes-donnees/effacer/", views.erase_my_account, name="erase_my_account"),
    path("mes-donnees/efface/", views.account_erased, name="account_erased"),
]
