"""Calibrations, by device and person. Each is kept; the newest counts."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import func, insert, select

from wobblequest.core.calibration import Calibration
from wobblequest.store.access import Access
from wobblequest.store.schema import calibrations


class Calibrations:
    """The calibrations a store knows."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def latest(self, device: str, person_id: str | None) -> Calibration | None:
        """The newest for this device and person (for None: of anybody), or None."""
        wanted = select(calibrations.c.calibration).where(calibrations.c.device == device).order_by(calibrations.c.id.desc()).limit(1)
        if person_id is not None:
            wanted = wanted.where(calibrations.c.person_id == person_id)
        text = self._access.read(lambda c: c.execute(wanted).scalar())
        if text is None:
            return None
        data = json.loads(text)
        return Calibration(tuple(data["neutral"]), tuple(data["forward"]), data["mirrored"], tuple(data["gyro_bias_dps"]))

    def devices(self) -> list[str]:
        """Every device that was calibrated here, the one calibrated last first."""
        wanted = select(calibrations.c.device).group_by(calibrations.c.device).order_by(func.max(calibrations.c.id).desc())
        return list(self._access.read(lambda c: c.execute(wanted).scalars().all()))

    def keep(self, device: str, person_id: str, calibration: Calibration) -> None:
        """Keep a calibration made now. Returns at once. Raises ValueError where a value is not finite."""
        row = {
            "person_id": person_id, "device": device, "calibration": json.dumps(asdict(calibration), allow_nan=False),
            "made": self._access.clock().isoformat(),
        }
        self._access.put(lambda c: c.execute(insert(calibrations).values(**row)))
