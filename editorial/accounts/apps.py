from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "editorial.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from editorial.accounts import signals  # noqa: F401


class AdministrationConfig(AdminConfig):
    default_site = "editorial.accounts.admin_site.AdminSite"
