"""What comments announce."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class CommentsChanged(Event):
    """Something was said, changed, deleted, resolved or reopened beside the thing: it, and its row in the
    list of its folder, are to be read again. `folder_id` is null for a root."""

    folder_id: UUID | None
    thing_id: UUID
    thing_kind: str
    comment_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        own = Ref(self.thing_kind, self.thing_id)
        return (own,) if self.folder_id is None else (Ref("folder", self.folder_id), own)


@dataclass(frozen=True)
class CommentSaid(Event):
    """Who is to hear of a comment, each person once: who is mentioned in it, whose thread it answers, and
    those whom every comment on the thing concerns."""

    thing_kind: str
    thing_id: UUID
    comment_id: UUID
    by: UUID
    mentioned: tuple[UUID, ...]
    answered: tuple[UUID, ...]
    concerned: tuple[UUID, ...]
