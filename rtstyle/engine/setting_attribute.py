"""Single settings as attributes of whoever has them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from rtstyle.options import StylizeOptions

T = TypeVar("T")


class HasOptions(Protocol):
    """What `SettingAttribute` belongs to."""

    options: StylizeOptions

    def change(self, **settings: Any) -> None:
        """Changes some of the options."""
        ...


class SettingAttribute(Generic[T]):
    """The setting of its own name, read from ``options`` and set by ``change``."""

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name
        self.__doc__ = f"See `rtstyle.options.StylizeOptions.{name}`."

    def __get__(self, owner: HasOptions | None, _: type) -> T:
        value: T = self if owner is None else getattr(owner.options, self._name)  # type: ignore[assignment]
        return value

    def __set__(self, owner: HasOptions, value: T) -> None:
        owner.change(**{self._name: value})
