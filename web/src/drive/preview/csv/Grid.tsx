/** Rows and columns in view only, a row of names that stays above, one cell that keys move, its whole text above all. */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Printer, Search, Table2 } from "lucide-react";
import { isComposing } from "../../../kernel/composing";
import { useWords } from "../../../kernel/words";
import { wordSize } from "../../../ui/dates";
import { showToast } from "../../../ui/toasts";
import { lettersOf } from "../columns";
import { findAll, fold } from "../fold";
import { FindBar } from "../FindBar";
import { FrameTools, Tool } from "../frameTools";
import { breathe } from "../letters";
import { layOut, listInView } from "../spans";
import { MOST_HITS, useFind, type Look } from "../useFind";
import { useKeys } from "../useKeys";
import { useReadingFocus } from "../useReadingFocus";
import { useViewport } from "../useViewport";
import { hasHeading, isNumber, measureColumns, moveBy, type Cell } from "./grid";
import { printRows } from "./printRows";
import { MOST_ROWS, type Row } from "./readCsv";

interface GridProps {
  readonly name: string;
  readonly rows: readonly Row[];
  /** All rows of the file. */
  readonly count: number;
  /** How much of the file was read, where it was not all. */
  readonly partBytes: number | null;
}

const ROW_POINTS = 32;
const MORE = 6;
const ROWS_AT_ONCE = 500;

export function Grid({ name, rows, count, partBytes }: GridProps) {
  const t = useWords("viewers");
  const id = useId();
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  useReadingFocus(scroller);
  const [isHeaded, setHeaded] = useState(() => hasHeading(rows));
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const numberWidth = 24 + String(count).length * 9;
  const widths = useMemo(() => measureColumns(rows), [rows]);
  const lefts = useMemo(() => layOut(widths, 0), [widths]);
  const heading = isHeaded ? rows[0] : undefined;
  const firstRow = isHeaded ? 1 : 0;
  const shownRows = rows.length - firstRow;
  const columns = widths.length;
  const inView = {
    rows: { first: Math.max(0, Math.floor(viewport.top / ROW_POINTS) - MORE), end: Math.min(shownRows, Math.ceil((viewport.top + viewport.height) / ROW_POINTS) + MORE) },
    columns: listInView(lefts, viewport.left, viewport.width, 1),
  };
  const goTo = ({ row, column }: Cell) => {
    setCell({ row, column });
    const place = scroller.current;
    if (place === null) return;
    const top = row * ROW_POINTS;
    if (top < place.scrollTop) place.scrollTop = top;
    else if (top + 2 * ROW_POINTS > place.scrollTop + place.clientHeight) place.scrollTop = top + 2 * ROW_POINTS - place.clientHeight;
    const left = lefts[column] ?? 0;
    if (left < place.scrollLeft) place.scrollLeft = left;
    else if (left + widths[column]! + numberWidth > place.scrollLeft + place.clientWidth) place.scrollLeft = Math.min(left, left + widths[column]! + numberWidth - place.clientWidth);
  };
  const find = useCellFind(rows, firstRow, cell);
  useEffect(() => {
    if (find.hit !== undefined) goTo(find.hit);
  }, [find.hit]);
  const print = () => {
    if (!printRows(rows, isHeaded)) showToast({ words: t("print.too_large"), look: "trouble" });
  };
  useKeys({ "Ctrl+F": find.open, "Ctrl+P": print });
  const text = rows[cell.row + firstRow]?.[cell.column] ?? "";
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey) return;
    const isHeld = event.ctrlKey || event.metaKey;
    const next = moveBy(`${isHeld ? "Ctrl+" : ""}${event.key}`, cell, shownRows, columns, Math.max(1, Math.floor(viewport.height / ROW_POINTS) - 2));
    if (next !== undefined) goTo(next);
    else if (isHeld && !event.shiftKey && event.key.toLowerCase() === "c" && getSelection()?.isCollapsed !== false) void navigator.clipboard.writeText(text).then(() => showToast({ words: t("csv.copied") }));
    else return;
    event.preventDefault();
  };
  const range = (span: { first: number; end: number }) => Array.from({ length: span.end - span.first }, (_, index) => span.first + index);
  const note = partBytes !== null ? t("csv.part", { size: wordSize(partBytes), count: rows.length.toLocaleString() }) : count > MOST_ROWS ? t("csv.more", { most: MOST_ROWS.toLocaleString(), count: count.toLocaleString() }) : null;
  return (
    <div className="relative flex h-full flex-col bg-page">
      <FrameTools>
        <span className="text-second text-mute max-desk:hidden">{t("csv.rows", { count: count.toLocaleString() })}</span>
        <div className="flex items-center">
          <Tool icon={Table2} words={t("csv.header")} isPressed={isHeaded} onPress={() => setHeaded(!isHeaded)} />
          <Tool icon={Search} words={t("find.act")} keys="Ctrl+F" isPressed={find.isOpen} onPress={find.open} />
          <Tool icon={Printer} words={t("print.act")} keys="Ctrl+P" onPress={print} />
        </div>
      </FrameTools>
      <div className="edge-line-b flex min-h-9 shrink-0 items-start gap-3 px-6 py-1.5 max-desk:px-3">
        <span className="edge-line min-w-14 shrink-0 rounded-chip px-2 text-center text-second font-bold" aria-label={t("csv.cell")}>
          {lettersOf(cell.column + 1)}
          {cell.row + firstRow + 1}
        </span>
        <output className="max-h-18 min-w-0 overflow-auto whitespace-pre-wrap">{text}</output>
      </div>
      {note !== null && <p className="edge-line-b shrink-0 bg-sub px-6 py-1.5 text-second max-desk:px-3">{note}</p>}
      {find.isOpen && <FindBar find={find} onClose={() => scroller.current?.focus()} />}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={t("csv.grid", { name })}
        aria-rowcount={count}
        aria-colcount={columns}
        aria-activedescendant={cellId(cell.row, cell.column)}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto -outline-offset-4"
      >
        <div className="relative" style={{ width: numberWidth + lefts.at(-1)!, height: (shownRows + 1) * ROW_POINTS }}>
          <div role="row" aria-rowindex={isHeaded ? 1 : undefined} className="edge-line-b sticky top-0 z-3 bg-sub" style={{ height: ROW_POINTS }}>
            <div role="presentation" className="edge-line-r sticky left-0 z-1 h-full bg-sub" style={{ width: numberWidth }} />
            {range(inView.columns).map((column) => (
              <div
                key={column}
                role="columnheader"
                aria-colindex={column + 1}
                title={heading?.[column]}
                className={`edge-line-r absolute top-0 truncate px-3 leading-8 ${heading === undefined ? "text-center text-second text-mute" : "font-bold"} ${column === cell.column ? "ground-sel text-link" : ""}`}
                style={{ left: numberWidth + lefts[column]!, width: widths[column], height: ROW_POINTS - 1 }}
              >
                {heading?.[column] ?? lettersOf(column + 1)}
              </div>
            ))}
          </div>
          {range(inView.rows).map((row) => (
            <div key={row} role="row" aria-rowindex={row + firstRow + 1} className="edge-hair-b absolute inset-x-0" style={{ top: (row + 1) * ROW_POINTS, height: ROW_POINTS }}>
              <div role="rowheader" className={`edge-line-r sticky left-0 z-2 h-full px-2 text-right text-second leading-8 ${row === cell.row ? "bg-sel font-bold text-link" : "bg-sub text-mute"}`} style={{ width: numberWidth }}>
                {row + firstRow + 1}
              </div>
              {range(inView.columns).map((column) => (
                <GridCell
                  key={column}
                  id={cellId(row, column)}
                  text={rows[row + firstRow]![column] ?? ""}
                  column={column}
                  isHere={row === cell.row && column === cell.column}
                  left={numberWidth + lefts[column]!}
                  width={widths[column]!}
                  onPress={() => setCell({ row, column })}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

interface GridCellProps {
  readonly id: string;
  readonly text: string;
  readonly column: number;
  readonly isHere: boolean;
  readonly left: number;
  readonly width: number;
  readonly onPress: () => void;
}

function GridCell({ id, text, column, isHere, left, width, onPress }: GridCellProps) {
  const look = isHere ? "z-1 outline-2 -outline-offset-2 outline-pri" : "";
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isHere}
      onPointerDown={onPress}
      className={`edge-line-r absolute top-0 h-full overflow-hidden px-3 leading-8 text-ellipsis whitespace-pre ${isNumber(text) ? "text-right" : ""} ${look}`}
      style={{ left, width }}
    >
      {text.replace(/\s*\n\s*/g, " ")}
    </div>
  );
}

function useCellFind(rows: readonly Row[], firstRow: number, from: Cell) {
  const look: Look<Cell> = async (wanted, tell, signal) => {
    const found: Cell[] = [];
    for (let row = firstRow; row < rows.length && found.length < MOST_HITS; row += 1) {
      if (row % ROWS_AT_ONCE === 0) {
        await breathe();
        if (signal.aborted) return;
      }
      rows[row]!.forEach((text, column) => {
        if (findAll(fold(text), wanted).length > 0) found.push({ row: row - firstRow, column });
      });
    }
    tell(found);
  };
  return useFind(look, ({ row }) => row >= from.row, rows);
}
