"""The doctor: checks what must hold of a store whatever was done to it, while it is in use.

It goes through the keys of the server once, a few at a time, and keeps nothing but counts, so its memory does not grow
with the store.  What looks wrong is looked at again, and again, before it is told.  It changes nothing, unless it is
asked to repair what can be repaired safely (`dateline.doctor.repairs`).
"""

from dateline.doctor.examination import examine
from dateline.doctor.report import WHAT, Check, Report

__all__ = ["WHAT", "Check", "Report", "examine"]
