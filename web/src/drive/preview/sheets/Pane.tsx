/** A window of a sheet: lines between cells, fills, cells, what lies over them, and the frame of what is printed. */
import type { ReactNode } from "react";
import { useWords } from "../../../kernel/words";
import { partOf, type Area, type Drawing, type Sheet } from "../served";
import type { Source } from "../source";
import { CellView } from "./CellView";
import { drawCells, type Drawn } from "./drawn";
import { boxOf, keyOf, lookOf, type Box, type Layout } from "./layout";

interface PaneProps {
  readonly layout: Layout;
  readonly source: Source;
  /** Rows and columns that are drawn. */
  readonly shown: Area;
  readonly active: readonly [row: number, column: number];
  readonly cellId: (row: number, column: number) => string;
}

export function Pane({ layout, source, shown, active, cellId }: PaneProps) {
  const drawn = drawCells(layout, shown);
  const [top, left, bottom, right] = shown;
  const isActiveHere = active[0] >= top && active[0] <= bottom && active[1] >= left && active[1] <= right;
  const here = isActiveHere && !drawn.some((each) => each.row === active[0] && each.column === active[1]) ? [...drawn, emptyAt(layout, active)] : drawn;
  return (
    <>
      {layout.sheet.has_lines && <GridLines layout={layout} shown={shown} />}
      <Fills layout={layout} shown={shown} drawn={drawn} />
      {rowsOf(here).map(([row, cells]) => (
        <div key={row} role="row" aria-rowindex={row}>
          {cells.map((each) => (
            <CellView key={each.column} drawn={each} zoom={layout.zoom} id={cellId(each.row, each.column)} />
          ))}
        </div>
      ))}
      {layout.sheet.drawings.map((drawing, at) => (
        <Over key={at} layout={layout} source={source} drawing={drawing} />
      ))}
      <PrintFrame layout={layout} />
      {isActiveHere && <ActiveFrame box={boxOf(layout, layout.merges.get(keyOf(...active)) ?? [...active, ...active])} />}
    </>
  );
}

function emptyAt(layout: Layout, [row, column]: readonly [number, number]): Drawn {
  return { row, column, box: boxOf(layout, [row, column, row, column]), look: {}, cell: undefined, room: [0, 0], area: undefined };
}

function rowsOf(drawn: readonly Drawn[]): [number, Drawn[]][] {
  const rows = new Map<number, Drawn[]>();
  for (const each of drawn) rows.set(each.row, [...(rows.get(each.row) ?? []), each]);
  return [...rows].sort(([one], [other]) => one - other);
}

function GridLines({ layout, shown: [top, left, bottom, right] }: { readonly layout: Layout; readonly shown: Area }) {
  const x = layout.lefts[left]!;
  const y = layout.tops[top]!;
  const lines: ReactNode[] = [];
  for (let row = top; row <= bottom; row += 1) {
    lines.push(<div key={`r${row}`} className="absolute h-px bg-line" style={{ left: x, top: layout.tops[row + 1]! - 1, width: layout.lefts[right + 1]! - x }} />);
  }
  for (let column = left; column <= right; column += 1) {
    lines.push(<div key={`c${column}`} className="absolute w-px bg-line" style={{ left: layout.lefts[column + 1]! - 1, top: y, height: layout.tops[bottom + 1]! - y }} />);
  }
  return <div aria-hidden="true">{lines}</div>;
}

/** Fills lie below all lines and words, so that none hides those of the cell beside it. */
function Fills({ layout, shown, drawn }: { readonly layout: Layout; readonly shown: Area; readonly drawn: readonly Drawn[] }) {
  const [top, left, bottom, right] = shown;
  const whole = (box: Box) => ({ left: box.x - 1, top: box.y - 1, width: box.width + 1, height: box.height + 1 });
  const fills: ReactNode[] = [];
  for (const [first, last, , style] of layout.sheet.columns) {
    const { fill } = lookOf(layout, style);
    const area: Area = [top, Math.max(first, left), bottom, Math.min(last, right)];
    if (fill !== undefined && area[1] <= area[3]) fills.push(<div key={`c${first}`} className="absolute" style={{ ...whole(boxOf(layout, area)), background: fill }} />);
  }
  for (const [row, style] of layout.sheet.row_styles) {
    const { fill } = lookOf(layout, style);
    if (fill !== undefined && row >= top && row <= bottom) {
      fills.push(<div key={`r${row}`} className="absolute" style={{ ...whole(boxOf(layout, [row, left, row, right])), background: fill }} />);
    }
  }
  for (const { row, column, box, room } of drawn) {
    // Words that reach over empty cells are not cut by the lines between them.
    if (room[0] + room[1] > 0) fills.unshift(<div key={`o${row}-${column}`} className="absolute bg-page" style={{ left: box.x - room[0], top: box.y, width: box.width + room[0] + room[1] - 1, height: box.height - 1 }} />);
  }
  for (const { row, column, box, look, area } of drawn) {
    const key = `${row}-${column}`;
    if (look.fill !== undefined) fills.push(<div key={key} className="absolute" style={{ ...whole(box), background: look.fill }} />);
    else if (area !== undefined) fills.push(<div key={key} className="absolute bg-page" style={{ left: box.x, top: box.y, width: box.width - 1, height: box.height - 1 }} />);
  }
  return <div aria-hidden="true">{fills}</div>;
}

function Over({ layout, source, drawing }: { readonly layout: Layout; readonly source: Source; readonly drawing: Drawing }) {
  const [column, intoX, row, intoY] = drawing.from;
  const x = (layout.lefts[Math.min(column + 1, layout.columnCount)] ?? 0) + intoX * layout.zoom;
  const y = (layout.tops[Math.min(row + 1, layout.rowCount)] ?? 0) + intoY * layout.zoom;
  const { to, size } = drawing;
  const width = to === null ? (size?.[0] ?? 0) * layout.zoom : (layout.lefts[Math.min(to[0] + 1, layout.columnCount)] ?? 0) + to[1] * layout.zoom - x;
  const height = to === null ? (size?.[1] ?? 0) * layout.zoom : (layout.tops[Math.min(to[2] + 1, layout.rowCount)] ?? 0) + to[3] * layout.zoom - y;
  const style = { left: x, top: y, width: Math.max(width, 1), height: Math.max(height, 1) };
  if (drawing.what === "picture") {
    return <img className="pointer-events-none absolute" style={style} src={partOf(source, { part: drawing.name! })} alt={drawing.words} />;
  }
  return (
    <div
      className="pointer-events-none absolute flex items-center justify-center overflow-hidden p-1 text-center whitespace-pre-wrap"
      style={{
        ...style,
        fontSize: 14.6 * layout.zoom,
        lineHeight: 1.3,
        background: drawing.fill ?? undefined,
        border: drawing.has_line && drawing.form !== "none" ? "1px solid currentColor" : undefined,
        borderRadius: drawing.form === "ellipse" ? "50%" : drawing.form === "round" ? 8 : undefined,
      }}
    >
      {drawing.words}
    </div>
  );
}

function PrintFrame({ layout }: { readonly layout: Layout }) {
  const t = useWords("previews");
  return layout.sheet.print.map((area) => {
    const end = clampedTo(area, layout);
    const box = boxOf(layout, end);
    return (
      <div key={area.join()} aria-hidden="true" className="pointer-events-none absolute border-2 border-dashed border-mute" style={{ left: box.x, top: box.y, width: box.width, height: box.height }}>
        <span className="absolute top-full right-1 pt-1 text-second whitespace-nowrap text-mute">{t("sheets.print_end")}</span>
      </div>
    );
  });
}

/** A print area of whole columns ends where the sheet does. */
function clampedTo([top, left, bottom, right]: Area, { sheet, rowCount, columnCount }: Layout): Area {
  const last = lastOf(sheet);
  return [top, left, bottom > rowCount ? last[0] : bottom, right > columnCount ? last[1] : right];
}

function lastOf(sheet: Sheet): readonly [number, number] {
  return sheet.cells.reduce<[number, number]>(([row, column], cell) => [Math.max(row, cell[0]), Math.max(column, cell[1])], [1, 1]);
}

function ActiveFrame({ box }: { readonly box: Box }) {
  return <div aria-hidden="true" className="pointer-events-none absolute border-2 border-pri" style={{ left: box.x - 1, top: box.y - 1, width: box.width + 1, height: box.height + 1 }} />;
}
