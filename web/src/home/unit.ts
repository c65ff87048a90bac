/** Which unit home speaks of, and what is new in its drive. */
import type { Item } from "../drive/shapes";
import type { UnitLine } from "../people/shapes";

const NEW_FOR_DAYS = 30;
const MILLISECONDS_PER_DAY = 86_400_000;

type HomeUnit = Pick<UnitLine, "id" | "name" | "english" | "count">;

/**
 * The lowest of the units from the top to one's own that has a shared drive one sees: the section of a clerk whose
 * team has none. Without any, one's own unit.
 */
export function findMyUnit(
  units: readonly HomeUnit[],
  shared: readonly Item[],
): { readonly unit: HomeUnit; readonly root?: Item } | undefined {
  for (const unit of units.toReversed()) {
    const root = shared.find((item) => item.owner === unit.id);
    if (root) return { unit, root };
  }
  const own = units.at(-1);
  return own && { unit: own };
}

/** What others added lately, the newest first. */
export function listNew(items: readonly Item[], me: string, now: Date, most: number): readonly Item[] {
  const oldest = now.getTime() - NEW_FOR_DAYS * MILLISECONDS_PER_DAY;
  return items
    .filter((item) => item.created_by !== me && Date.parse(item.created_at) >= oldest)
    .toSorted((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at))
    .slice(0, most);
}
