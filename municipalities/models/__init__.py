from municipalities.models.authority import Authority
from municipalities.models.institution import Institution
from municipalities.models.locality import Locality
from municipalities.models.municipality import Municipality
from municipalities.models.pilot_fact import PilotFact
from municipalities.models.planning_region import PlanningRegion

__all__ = ["Authority", "Institution", "Locality", "Municipality", "PilotFact", "PlanningRegion"]
