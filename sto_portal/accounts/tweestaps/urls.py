"""The addresses of the second step: the names are those that django-allauth goes to."""

from django.urls import path

from sto_portal.accounts.tweestaps import views

urlpatterns = [
    path("", views.Overview.as_view(), name="mfa_index"),
    path("inloggen/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("bevestigen/", views.SecondStepAgain.as_view(), name="mfa_reauthenticate"),
    path("bevestigen/sleutel/", views.SecondStepAgainByKey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("app/", views.AppAdd.as_view(), name="mfa_activate_totp"),
    path("sleutel/", views.KeyAdd.as_view(), name="mfa_add_webauthn"),
    path("<int:pk>/weghalen/", views.FactorRemove.as_view(), name="factor-remove"),
    path("herstelcodes/", views.Codes.as_view(), name="mfa_generate_recovery_codes"),
]
