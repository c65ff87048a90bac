/**
 * A sheet in a window that scrolls: only what is in sight is drawn. Letters and numbers stay at the edges, and so do
 * the rows and columns that the file freezes. One Tab stop; arrows move the cell whose address the bar says.
 */
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { isComposing } from "../../../kernel/composing";
import { useWords } from "../../../kernel/words";
import { lettersOf } from "../columns";
import type { Area } from "../served";
import type { Source } from "../source";
import { useReadingFocus } from "../useReadingFocus";
import { useViewport, type Viewport } from "../useViewport";
import { boxOf, findAt, keyOf, type Layout } from "./layout";
import { moveCell, type Place } from "./moving";
import { Pane } from "./Pane";

const HEADER_HEIGHT = 30;
const AROUND = 2;
/** Frozen parts that would leave no room to read scroll with the rest. */
const MOST_FROZEN = 0.6;

interface GridProps {
  readonly layout: Layout;
  readonly source: Source;
  readonly name: string;
  readonly active: Place;
  readonly onActive: (place: Place) => void;
}

/** Until the place is measured. */
const GUESSED: Viewport = { top: 0, left: 0, width: 1200, height: 700 };

export function Grid({ layout, source, name, active, onActive }: GridProps) {
  const t = useWords("previews");
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const view = useViewport(scroller, GUESSED);
  useReadingFocus(scroller);
  const headerWidth = 16 + String(layout.rowCount).length * 10;
  const frozen = frozenOf(layout, view, headerWidth);
  const fixed = boxOf(layout, [1, 1, frozen[0], frozen[1]]);
  const total = boxOf(layout, [1, 1, layout.rowCount, layout.columnCount]);
  const shown = shownOf(layout, view, fixed);
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  useReveal(scroller, layout, active, { headerWidth, fixed, frozen });

  const press = (event: PointerEvent<HTMLElement>) => {
    const place = placeAt(event, scroller.current!, layout, { headerWidth, fixed });
    if (place !== undefined) onActive(place);
  };
  const type = (event: KeyboardEvent) => {
    // Alt with an arrow is the browser's way back.
    if (isComposing(event) || event.altKey) return;
    const isHeld = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((view.height - HEADER_HEIGHT) / Math.max(layout.sheet.default_height * layout.zoom, 8)) - 1);
    const next = moveCell(event, active, layout, page);
    if (next !== undefined) onActive(next);
    else if (isHeld && !event.shiftKey && event.key.toLowerCase() === "c" && getSelection()?.isCollapsed !== false) void navigator.clipboard.writeText(layout.cells.get(keyOf(...active))?.[4] ?? "");
    else return;
    event.preventDefault();
  };
  const pane = (area: Area) => <Pane layout={layout} source={source} shown={area} active={active} cellId={cellId} />;
  const areas: readonly (readonly [string, Area, string])[] = [
    ["fixed", [1, 1, frozen[0], frozen[1]], "sticky top-7.5 z-3"],
    ["above", [1, shown[1], frozen[0], shown[3]], "sticky top-7.5 z-2"],
    ["beside", [shown[0], 1, shown[2], frozen[1]], "sticky z-1"],
    ["main", shown, ""],
  ];
  return (
    <div className="relative flex min-h-0 flex-1 after:pointer-events-none after:absolute after:inset-0 after:z-10 after:-outline-offset-4 has-[[role=grid]:focus-visible]:after:[outline:4px_solid_var(--focus)]">
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t("sheets.grid", { name })}
      aria-readonly="true"
      aria-rowcount={layout.rowCount}
      aria-colcount={layout.columnCount}
      aria-activedescendant={cellId(...active)}
      onKeyDown={type}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain bg-sub shadow-none! outline-none!"
    >
      <div
        className="relative grid w-max"
        style={{
          gridTemplateColumns: `${headerWidth}px ${fixed.width}px ${total.width - fixed.width}px`,
          gridTemplateRows: `${HEADER_HEIGHT}px ${fixed.height}px ${total.height - fixed.height}px`,
        }}
      >
        <div role="presentation" className="edge-line-b edge-line-r sticky top-0 left-0 z-5 bg-sub" />
        <ColumnLetters layout={layout} shown={[1, frozen[1]]} from={0} active={active} className="sticky top-0 z-4" left={headerWidth} />
        <ColumnLetters layout={layout} shown={[shown[1], shown[3]]} from={fixed.width} active={active} className="sticky top-0 z-3" />
        <RowNumbers layout={layout} shown={[1, frozen[0]]} from={0} active={active} className="sticky top-7.5 left-0 z-4" />
        {areas.slice(0, 2).map(([key, area, look]) => (
          <Window key={key} look={look} area={area} fixed={fixed} headerWidth={headerWidth} frozen={frozen} onPress={press}>
            {pane(area)}
          </Window>
        ))}
        <RowNumbers layout={layout} shown={[shown[0], shown[2]]} from={fixed.height} active={active} className="sticky left-0 z-2" />
        {areas.slice(2).map(([key, area, look]) => (
          <Window key={key} look={look} area={area} fixed={fixed} headerWidth={headerWidth} frozen={frozen} onPress={press}>
            {pane(area)}
          </Window>
        ))}
      </div>
    </div>
    </div>
  );
}

interface WindowProps {
  readonly look: string;
  readonly area: Area;
  readonly fixed: { readonly width: number; readonly height: number };
  readonly headerWidth: number;
  readonly frozen: Place;
  readonly onPress: (event: PointerEvent<HTMLElement>) => void;
  readonly children: ReactNode;
}

/** The paper is white in every theme, as what comes out of the printer. */
function Window({ look, area, fixed, headerWidth, frozen, onPress, children }: WindowProps) {
  const isBelow = area[0] > frozen[0];
  const isRight = area[1] > frozen[1];
  const isEmpty = area[2] < area[0] || area[3] < area[1];
  return (
    <div
      role={isEmpty ? "presentation" : "rowgroup"}
      data-theme="light"
      onPointerDown={onPress}
      className={`overflow-hidden bg-page text-ink ${look.includes("sticky") ? look : "relative"} ${!isBelow && frozen[0] > 0 ? "border-b-2 border-ctl" : ""} ${!isRight && frozen[1] > 0 ? "border-r-2 border-ctl" : ""}`}
      style={isRight ? undefined : { left: headerWidth }}
    >
      <div className="absolute" style={{ left: isRight ? -fixed.width : 0, top: isBelow ? -fixed.height : 0 }} role="presentation">
        {!isEmpty && children}
      </div>
    </div>
  );
}

interface HeaderProps {
  readonly layout: Layout;
  readonly shown: readonly [first: number, last: number];
  readonly from: number;
  readonly active: Place;
  readonly className: string;
  readonly left?: number;
}

const headerLook = (isActive: boolean) => `absolute flex items-center justify-center ${isActive ? "ground-sel font-bold text-pri" : "text-mute"}`;

function ColumnLetters({ layout, shown: [first, last], from, active, className, left }: HeaderProps) {
  const columns = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).filter((each) => layout.lefts[each] !== layout.lefts[each + 1]);
  return (
    <div role={columns.length > 0 ? "rowgroup" : "presentation"} className={`edge-line-b overflow-hidden bg-sub text-second ${className}`} style={{ left }}>
      <div role={columns.length > 0 ? "row" : "presentation"}>
        {columns.map((column) => (
          <div
            key={column}
            role="columnheader"
            aria-colindex={column}
            className={`edge-line-r h-full ${headerLook(column === active[1])}`}
            style={{ left: layout.lefts[column]! - from, width: layout.lefts[column + 1]! - layout.lefts[column]! }}
          >
            {lettersOf(column)}
          </div>
        ))}
      </div>
    </div>
  );
}

function RowNumbers({ layout, shown: [first, last], from, active, className }: HeaderProps) {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).filter((each) => layout.tops[each] !== layout.tops[each + 1]);
  return (
    <div role={rows.length > 0 ? "rowgroup" : "presentation"} className={`edge-line-r overflow-hidden bg-sub text-second ${className}`}>
      {rows.map((row) => (
        <div key={row} role="row" aria-rowindex={row}>
          <div
            role="rowheader"
            className={`edge-line-b w-full ${headerLook(row === active[0])}`}
            style={{ top: layout.tops[row]! - from, height: layout.tops[row + 1]! - layout.tops[row]! }}
          >
            {row}
          </div>
        </div>
      ))}
    </div>
  );
}

function frozenOf(layout: Layout, view: Viewport, headerWidth: number): Place {
  const [rows, columns] = layout.sheet.frozen;
  const height = layout.tops[Math.min(rows, layout.rowCount) + 1]!;
  const width = layout.lefts[Math.min(columns, layout.columnCount) + 1]!;
  return [
    rows < layout.rowCount && height <= (view.height - HEADER_HEIGHT) * MOST_FROZEN ? rows : 0,
    columns < layout.columnCount && width <= (view.width - headerWidth) * MOST_FROZEN ? columns : 0,
  ];
}

function shownOf(layout: Layout, view: Viewport, fixed: { readonly width: number; readonly height: number }): Area {
  const top = findAt(layout.tops, view.top + fixed.height);
  const left = findAt(layout.lefts, view.left + fixed.width);
  const firstRow = findAt(layout.tops, fixed.height);
  const firstColumn = findAt(layout.lefts, fixed.width);
  return [
    Math.max(firstRow, top - AROUND),
    Math.max(firstColumn, left - AROUND),
    Math.min(layout.rowCount, findAt(layout.tops, view.top + view.height) + AROUND),
    Math.min(layout.columnCount, findAt(layout.lefts, view.left + view.width) + AROUND),
  ];
}

interface Around {
  readonly headerWidth: number;
  readonly fixed: { readonly width: number; readonly height: number };
}

function placeAt(event: PointerEvent<HTMLElement>, element: HTMLElement, layout: Layout, { headerWidth, fixed }: Around): Place | undefined {
  const bounds = element.getBoundingClientRect();
  const x = event.clientX - bounds.left - headerWidth;
  const y = event.clientY - bounds.top - HEADER_HEIGHT;
  if (x < 0 || y < 0) return undefined;
  const row = findAt(layout.tops, y < fixed.height ? y : y + element.scrollTop);
  const column = findAt(layout.lefts, x < fixed.width ? x : x + element.scrollLeft);
  const area = layout.merges.get(keyOf(row, column));
  return area === undefined ? [row, column] : [area[0], area[1]];
}

/** Scrolls just as far as the active cell needs to be in sight. */
function useReveal(scroller: { readonly current: HTMLDivElement | null }, layout: Layout, active: Place, around: Around & { readonly frozen: Place }): void {
  const { headerWidth, fixed, frozen } = around;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const element = scroller.current!;
    const box = boxOf(layout, [...active, ...active]);
    if (active[1] > frozen[1]) {
      const room = element.clientWidth - headerWidth;
      if (box.x - fixed.width < element.scrollLeft) element.scrollLeft = box.x - fixed.width;
      else if (box.x + box.width > element.scrollLeft + room) element.scrollLeft = Math.min(box.x - fixed.width, box.x + box.width - room);
    }
    if (active[0] > frozen[0]) {
      const room = element.clientHeight - HEADER_HEIGHT;
      if (box.y - fixed.height < element.scrollTop) element.scrollTop = box.y - fixed.height;
      else if (box.y + box.height > element.scrollTop + room) element.scrollTop = Math.min(box.y - fixed.height, box.y + box.height - room);
    }
  }, [active]);
}
