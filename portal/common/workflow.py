"""State changes as tables: who may take which step, from where to where, under what condition, with what evidence.

A model that has a state names its table: `transitions = MEETING`. The functions named by `who` and `guard` live in the
`permissions` module of the model's app: `who(user, obj)` and `guard(obj, **data)`, both true or false. They are looked
up when called, so that the table can be read by the models themselves; the start-up check finds a wrong name.
"""

import logging
from collections.abc import Callable, Iterable
from functools import reduce
from importlib import import_module
from operator import or_
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

logger = logging.getLogger("portal.workflow")


class Transition(NamedTuple):
    """One step: states are the values of a TextChoices; `stamp` is the field that keeps the moment of the step."""

    source: str
    target: str
    name: str
    who: str
    guard: str | None = None
    stamp: str | None = None


class TransitionRefused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The state of the object, or the guard named `guard`, does not let this step happen."""

    def __init__(self, name: str, guard: str | None = None) -> None:
        super().__init__(name if guard is None else f"{name}: {guard}")
        self.name, self.guard = name, guard


def apply(obj: Any, name: str, *, by: Any, **data: Any) -> Any:
    """Take a step, the only way to change a state: lock, check, write the state, its stamp and `data`, log.

    In: the object, the name of the step, the user (None for the console and the daily commands, which no right limits),
    values of fields that change with the state. Out: the same object, up to date. Raises TransitionRefused when state
    or guard forbid it, PermissionDenied when the user may not: nothing is written.
    """
    with transaction.atomic():
        locked = type(obj)._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
        step = next((step for step in obj.transitions if (step.source, step.name) == (locked.state, name)), None)
        if step is None:
            raise TransitionRefused(name)
        if by is not None and not rule(obj, step.who)(by, locked):
            raise PermissionDenied(step.who)
        if step.guard and not rule(obj, step.guard)(locked, **data):
            raise TransitionRefused(name, step.guard)
        changes = {**data, "state": str(step.target)}
        if step.stamp:
            changes[step.stamp] = _moment(obj, step.stamp)
        for field, value in changes.items():
            setattr(locked, field, value)
        locked.save(update_fields=list(changes))
        apps.get_model("common", "TransitionLog").objects.create(
            subject=locked,
            name=name,
            source=step.source,
            target=step.target,
            user=by,
            reason=data.get("reason", ""),
        )
    for field, value in changes.items():
        setattr(obj, field, value)
    logger.info("state changed", extra={"object": obj._meta.label, "pk": str(obj.pk), "step": name})
    return obj


def available(obj: Any, user: Any) -> list[Transition]:
    """The steps that this user may take from the object's state: the buttons of its page (guards are not asked)."""
    return [step for step in obj.transitions if step.source == obj.state and rule(obj, step.who)(user, obj)]


def rule(obj: models.Model | type[models.Model], name: str) -> Callable[..., bool]:
    """The function of that name in the permissions of the model's app. Raises AttributeError when there is none."""
    return getattr(import_module(f"{apps.get_app_config(obj._meta.app_label).name}.permissions"), name)


def unresolved(model: Any) -> list[str]:
    """Names of the model's table that its app's permissions do not hold: empty when all is well."""
    missing = []
    for name in sorted({name for step in model.transitions for name in (step.who, step.guard) if name}):
        try:
            rule(model, name)
        except (AttributeError, ModuleNotFoundError):
            missing.append(name)
    return missing


def states(table: Iterable[Transition]) -> list[str]:
    """Every state of a table, in alphabetical order."""
    return sorted({str(state) for step in table for state in (step.source, step.target)})


def state_constraints(table: tuple[Transition, ...], prefix: str) -> list[models.CheckConstraint]:
    """CHECK constraints: the state is one of the table's, and none is reached without the stamp of a step to it.

    The first state of the table, where objects begin, needs no stamp.
    """
    constraints = [models.CheckConstraint(condition=models.Q(state__in=states(table)), name=f"{prefix}_state_valid")]
    for state in states(table):
        steps = [step for step in table if step.target == state and step.source != state]
        if state == table[0].source or not steps or not all(step.stamp for step in steps):
            continue
        stamps = sorted({step.stamp for step in steps if step.stamp})
        stamped = reduce(or_, (models.Q(**{f"{stamp}__isnull": False}) for stamp in stamps))
        name = f"{prefix}_{state}_has_{'_or_'.join(stamps)}"
        constraints.append(models.CheckConstraint(condition=~models.Q(state=state) | stamped, name=name))
    return constraints


def mermaid(table: tuple[Transition, ...]) -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {table[0].source}"]
    lines += [f"    {step.source} --> {step.target}: {step.name}" for step in table]
    return "\n".join(lines) + "\n"


def _moment(obj: models.Model, stamp: str) -> Any:
    """Now, or today for a stamp that keeps the day alone."""
    keeps_hour = isinstance(obj._meta.get_field(stamp), models.DateTimeField)
    return timezone.now() if keeps_hour else timezone.localdate()
