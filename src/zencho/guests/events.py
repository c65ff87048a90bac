"""What happens to guests. Whoever vouches for them hears of it, as ids."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class GuestChanged(Event):
    """A guest was invited, stays until another day, or has another who vouches for them."""

    person: UUID
    vouchers: tuple[UUID, ...]

    def topics(self) -> tuple[Ref, ...]:
        return tuple(Ref("person", voucher) for voucher in self.vouchers)
