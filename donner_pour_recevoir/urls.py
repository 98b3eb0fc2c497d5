"""Addresses of « donner pour recevoir »."""

app_name = "donner_pour_recevoir"
urlpatterns: list = []
