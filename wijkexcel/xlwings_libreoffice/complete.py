"""What xlwings expects of an engine but this one does not have: each member reports so."""

import inspect
from types import CodeType
from typing import Any, TypeVar

Kind = TypeVar("Kind", bound=type)


def complete(cls: Kind) -> Kind:
    """Make each member of xlwings' base classes that a class omits report that it is missing."""
    for base in cls.__mro__:
        if base.__module__ == "xlwings.base_classes":
            for name, member in vars(base).items():
                here = inspect.getattr_static(cls, name)
                absent = _absent(f"{cls.__name__}.{name}", member)
                if is_open(member) and here is member:
                    setattr(cls, name, absent)
                elif isinstance(here, property) and here.fset is None and member.fset is not None:
                    setattr(cls, name, here.setter(absent.fset))
    return cls


def is_open(member: Any) -> bool:
    """Whether the base class leaves it to the engine."""
    function = member.fget if isinstance(member, property) else member
    code: CodeType | None = getattr(function, "__code__", None)
    return code is not None and "NotImplementedError" in code.co_names


def _absent(what: str, member: Any) -> Any:
    message = (
        f"{what} is not there for LibreOffice: do it in LibreOffice itself, or in the file with "
        "another library. What is there stands in the README of the engine."
    )

    def refuse(*_: Any, **__: Any) -> Any:
        raise NotImplementedError(message)

    if isinstance(member, property):
        return property(refuse, refuse, doc=message)
    refuse.__doc__ = message
    return refuse
