/** The focus of a list whose rows are mostly not drawn: one row has it, wherever it lies. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { VirtualizerHandle } from "virtua";

/**
 * Gives the keys to a row, also to one far away: the active row is always drawn, so it takes the focus with the drawing
 * that follows, and only then is scrolled to where nothing covers it.
 */
export function useFocusRow(
  grid: RefObject<HTMLElement | null>,
  virtualizer: RefObject<VirtualizerHandle | null>,
  order: readonly string[],
  activeIndex: number,
): (id: string) => void {
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(null);
  // Each wish is fulfilled once: what comes into the list later must not pull the focus back.
  const fulfilled = useRef<{ readonly id: string }>(null);
  useLayoutEffect(() => {
    if (wanted === null || fulfilled.current === wanted) return;
    const at = order.indexOf(wanted.id);
    if (at < 0) return;
    fulfilled.current = wanted;
    virtualizer.current?.scrollToIndex(at, { align: "nearest" });
    focusWhenDrawn(() => grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wanted.id)}"]`));
  }, [wanted, activeIndex, order]);
  return useCallback((id: string) => setWanted({ id }), []);
}

/** A row that left with the focus (unstarred, put into the bin) hands it to the one the keys stand on now. */
export function useFocusKept(active: string | null, order: readonly string[], focusRow: (id: string) => void): void {
  const before = useRef(active);
  useEffect(() => {
    const last = before.current;
    before.current = active;
    if (last !== null && active !== null && !order.includes(last) && document.activeElement === document.body) focusRow(active);
  }, [active]);
}

const MOST_FRAMES = 60;

/** A row far away is drawn, measured and only then shown: until then it cannot take the focus. */
function focusWhenDrawn(find: () => HTMLElement | null | undefined, frames = MOST_FRAMES): void {
  const row = find();
  row?.focus({ preventScroll: true });
  if (row && document.activeElement === row) requestAnimationFrame(() => row.scrollIntoView({ block: "nearest" }));
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(find, frames - 1));
}
