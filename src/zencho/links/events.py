"""What links announce."""

from dataclasses import dataclass
from uuid import UUID

from zencho.kernel.events import Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class LinksChanged(Event):
    """A receive link of the folder was made, changed or stopped, or something came by one."""

    folder_id: UUID

    def topics(self) -> tuple[Ref, ...]:
        return (Ref("folder", self.folder_id),)


@dataclass(frozen=True)
class FilesReceived(Event):
    """Somebody outside sent files; they lie in `thing_id`, a folder of its own inside `folder_id`."""

    folder_id: UUID
    thing_id: UUID
    reception_id: UUID
    made_by: UUID
    files: int


@dataclass(frozen=True)
class FilesHeld(Event):
    """The same, where nobody may open them before they were looked for viruses in: who is to hear of them
    hears then."""

    thing_id: UUID
