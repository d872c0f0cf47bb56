"""Addresses of the account pages, in Latvian; the names are those that allauth looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from editorial.accounts.views import AccountView, no_sign_up

urlpatterns = [
    path("", AccountView.as_view(), name="mfa_index"),
    path("ienakt/", account.login, name="account_login"),
    path("ienakt/atslega/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("ienakt/otrais-solis/", mfa.authenticate, name="mfa_authenticate"),
    path("iziet/", account.logout, name="account_logout"),
    path("slegts/", account.account_inactive, name="account_inactive"),
    path("registreties/", no_sign_up, name="account_signup"),
    # Who it really is, before a change
    path("apstiprinat/parole/", account.reauthenticate, name="account_reauthenticate"),
    path("apstiprinat/kods/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "apstiprinat/atslega/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    # Password
    path("parole/", account.password_change, name="account_change_password"),
    path("parole/pirma/", account.password_set, name="account_set_password"),
    path("parole/aizmirsta/", account.password_reset, name="account_reset_password"),
    path(
        "parole/aizmirsta/nosutits/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^parole/jauna/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "parole/nomainita/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # E-mail
    path("e-pasts/", account.email, name="account_email"),
    path(
        "e-pasts/nosutits/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("e-pasts/<key>/", account.confirm_email, name="account_confirm_email"),
    # Second factor
    path("lietotne/", totp.activate_totp, name="mfa_activate_totp"),
    path("lietotne/nonemt/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("atslegas/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("atslegas/jauna/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("atslegas/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("atslegas/<int:pk>/nonemt/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("kodi/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("kodi/jauni/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "kodi/lejupieladet/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
