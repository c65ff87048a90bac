"""Tags that folders bear, and folders by their tags. What one does not see is neither shown nor counted."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from zencho.drive import rules, shapes
from zencho.drive.about_shapes import UsedTag
from zencho.drive.names import twin_key
from zencho.drive.queries.items import get_paths, list_folders, select_rows, show
from zencho.drive.tables import About
from zencho.gate import opening as gate
from zencho.gate.tables import Thing
from zencho.kernel.work import Work

TAGS_SHOWN = 10
TAGGED_SHOWN = 200
_LOOKED_AT = 500


async def list_tags(work: Work, part: str) -> list[UsedTag]:
    """Tags that hold `part`, in folders the actor sees."""
    key = twin_key(part.strip())
    ids = list(await work.db.scalars(select(func.drive_tags_like(key, work.now, _LOOKED_AT))))
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = await work.db.execute(
        select(About.tags, About.tag_keys).join(Thing, Thing.id == About.thing_id).where(seen.clause)
    )
    counts: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for tags, keys in rows:
        for name, each in zip(tags, keys, strict=True):
            if key in each:
                counts[each] += 1
                names.setdefault(each, Counter())[name] += 1
    first = sorted(counts, key=lambda each: (not each.startswith(key), -counts[each], each))[:TAGS_SHOWN]
    # Of one tag written in several ways the most used way is shown.
    return [UsedTag(name=names[each].most_common(1)[0][0], folders=counts[each]) for each in first]


async def list_tagged(work: Work, tag: str) -> shapes.FoundPage:
    """Folders with this tag that the actor sees, by name."""
    ids: Sequence[UUID] = list(
        await work.db.scalars(select(func.drive_tagged(twin_key(tag.strip()), work.now, _LOOKED_AT)))
    )
    seen = await gate.visible_of(work, rules.THING_READ, ids)
    rows = {row.Node.thing_id: row for row in await work.db.execute(select_rows(seen))}
    found = [rows[id_] for id_ in ids if id_ in rows]
    shown = found[:TAGGED_SHOWN]
    paths = await get_paths(work, [row.Node.thing_id for row in shown])
    items = await show(work, seen, shown, folders=list_folders(paths))
    return shapes.FoundPage(
        items=[shapes.FoundItem(item=item, path=paths[item.id]) for item in items],
        more=len(found) > TAGGED_SHOWN or len(ids) == _LOOKED_AT,
    )
