from support_programs.models.absence import Absence
from support_programs.models.common_question import CommonQuestion
from support_programs.models.measure import SupportMeasure
from support_programs.models.paper import Paper
from support_programs.models.round import Round
from support_programs.models.step import Step

__all__ = ["Absence", "CommonQuestion", "Paper", "Round", "Step", "SupportMeasure"]
