/**
 * Which rows of a list are ticked and where the keys stand. Plain values and functions: the list draws them. `from` is
 * where a range began; a range replaces what the range before it ticked.
 */
export interface Selection {
  readonly active: string | null;
  readonly ticked: ReadonlySet<string>;
  readonly from: string | null;
  /** What was ticked before the present range began. */
  readonly before: ReadonlySet<string>;
}

export const noSelection: Selection = { active: null, ticked: new Set(), from: null, before: new Set() };

export function moveTo(selection: Selection, id: string): Selection {
  return { ...selection, active: id, from: null };
}

export function tick(selection: Selection, id: string): Selection {
  const ticked = new Set(selection.ticked);
  if (!ticked.delete(id)) ticked.add(id);
  return { active: id, ticked, from: id, before: ticked };
}

/** Ticks from where the range began (or the active row) to `id`, in the order of the list. */
export function tickRange(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.from ?? selection.active ?? id;
  const before = selection.from === null ? selection.ticked : selection.before;
  const [start, end] = [order.indexOf(from), order.indexOf(id)].sort((one, other) => one - other);
  if (start === undefined || end === undefined || start < 0) return tick(selection, id);
  return { active: id, from, before, ticked: new Set([...before, ...order.slice(start, end + 1)]) };
}

export function tickAll(selection: Selection, order: readonly string[]): Selection {
  return { ...selection, ticked: new Set(order), from: null };
}

export function tickNone(selection: Selection): Selection {
  return { ...selection, ticked: new Set(), from: null, before: new Set() };
}

/** After the list changed: what is gone is not ticked, and the keys stand on the row that took the place. */
export function keepWithin(selection: Selection, order: readonly string[], orderBefore: readonly string[]): Selection {
  const present = new Set(order);
  const ticked = new Set([...selection.ticked].filter((id) => present.has(id)));
  if (selection.active === null || present.has(selection.active)) {
    return ticked.size === selection.ticked.size ? selection : { ...selection, ticked, from: null };
  }
  const at = orderBefore.indexOf(selection.active);
  const next = orderBefore.slice(at + 1).find((id) => present.has(id)) ?? order.at(-1) ?? null;
  return { ...selection, ticked, from: null, active: next };
}
