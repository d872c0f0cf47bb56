"""Words of django-allauth that we say otherwise in Latvian or Russian: named here so that `make
messages` puts them into our catalogues, which come before its own.
"""

from django.utils.translation import gettext_noop

ALLAUTH = [
    gettext_noop("Email"),
    gettext_noop("Current Password"),
    gettext_noop("Authenticator code"),
    gettext_noop("Incorrect code."),
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("Too many failed login attempts. Try again later."),
    gettext_noop("Be patient, you are sending too many requests."),
    gettext_noop("Please type your current password."),
    gettext_noop("You must type the same password each time."),
    gettext_noop("You have confirmed %(email)s."),
    gettext_noop("Confirmation email sent to %(email)s."),
    gettext_noop("Password Reset"),
    gettext_noop("Your password has been reset."),
    gettext_noop("You have signed out."),
]
