from allauth.account.auth_backends import AuthenticationBackend

from editorial.models import User


class StaffBackend(AuthenticationBackend):
    """Signs in the people of the site and nobody else.

    Asked again at every request: whoever is switched off, or is no longer staff, is signed out by
    the next one.
    """

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and user.is_staff
