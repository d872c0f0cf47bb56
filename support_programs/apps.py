from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportProgramsConfig(AppConfig):
    name = "support_programs"
    verbose_name = _("Support measures")
