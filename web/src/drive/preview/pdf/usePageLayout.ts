/** Where each page stands, how large, and which is looked at: kept in place while sizes become known and zoom changes. */
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { findAt, layOut, stepZoom } from "../spans";
import { useViewport, type Viewport } from "../useViewport";
import type { Size } from "./usePdf";

export const PAGE_GAP = 12;
/** 100 % on a screen is 96 points to the inch; a PDF counts 72. */
const FULL_SCALE = 96 / 72;
const LARGEST_FIT = 1.6;

interface PageLayout {
  readonly starts: readonly number[];
  /** From 1. */
  readonly current: number;
  readonly widest: number;
  readonly viewport: Viewport;
  readonly zoom: { readonly scale: number; readonly isFit: boolean };
  readonly sizeOf: (page: number) => Size;
  readonly tellSize: (page: number, size: Size) => void;
  readonly goTo: (page: number) => void;
  /** Only scrolls when the page is not in view. */
  readonly show: (page: number) => void;
  readonly smaller: () => void;
  readonly larger: () => void;
  readonly fit: () => void;
}

export function usePageLayout(scroller: RefObject<HTMLDivElement | null>, count: number, first: Size): PageLayout {
  const viewport = useViewport(scroller);
  const [known, setKnown] = useState<ReadonlyMap<number, Size>>(new Map([[1, first]]));
  const [chosen, setChosen] = useState<number | null>(null);
  const widestKnown = useMemo(() => Math.max(...[...known.values()].map(({ width }) => width)), [known]);
  const fitting = Math.max(0.1, (viewport.width - 2 * PAGE_GAP) / widestKnown);
  const scale = (chosen ?? Math.min(fitting / FULL_SCALE, LARGEST_FIT)) * FULL_SCALE;
  const sizeAt1 = (page: number) => known.get(page) ?? first;
  const starts = useMemo(
    () => layOut(Array.from({ length: count }, (_, index) => Math.round((known.get(index + 1) ?? first).height * scale)), PAGE_GAP),
    [known, scale, count, first],
  );
  const current = findAt(starts, viewport.top + viewport.height * 0.4) + 1;
  const anchor = useAnchor(scroller, starts, viewport.top);
  const goTo = (page: number) => {
    const to = Math.min(count, Math.max(1, page));
    scroller.current?.scrollTo({ top: starts[to - 1]! - PAGE_GAP });
    anchor.current = { page: to - 1, part: 0 };
  };
  const zoomTo = (by: 1 | -1) => setChosen(stepZoom(scale / FULL_SCALE, by, 4));
  return {
    starts,
    current,
    widest: widestKnown * scale,
    viewport,
    zoom: { scale, isFit: chosen === null },
    sizeOf: (page) => ({ width: sizeAt1(page).width * scale, height: sizeAt1(page).height * scale }),
    tellSize: (page, size) => {
      setKnown((were) => {
        const was = were.get(page);
        return was?.width === size.width && was.height === size.height ? were : new Map(were).set(page, size);
      });
    },
    goTo,
    show: (page) => {
      if (page !== current) goTo(page);
    },
    smaller: () => zoomTo(-1),
    larger: () => zoomTo(1),
    fit: () => setChosen(null),
  };
}

/** What stands at the upper edge stays there when pages become longer or shorter. */
function useAnchor(scroller: RefObject<HTMLDivElement | null>, starts: readonly number[], top: number) {
  const anchor = useRef({ page: 0, part: 0 });
  const laidOut = useRef(starts);
  if (laidOut.current === starts && starts.length > 1) {
    const page = findAt(starts, top);
    anchor.current = { page, part: (top - starts[page]!) / (starts[page + 1]! - starts[page]!) };
  }
  useLayoutEffect(() => {
    if (laidOut.current === starts) return;
    laidOut.current = starts;
    const { page, part } = anchor.current;
    if (scroller.current !== null) scroller.current.scrollTop = starts[page]! + part * (starts[page + 1]! - starts[page]!);
  }, [starts, scroller]);
  return anchor;
}
