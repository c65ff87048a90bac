/** Paragraphs and tables of a Word file, on paper. */
import { useContext, type CSSProperties } from "react";
import { fontOf } from "../officeFonts";
import type { Line } from "../served";
import type { Piece } from "./paginate";
import { PageContext, Runs, styleOf } from "./Runs";
import type { Block, Paragraph, Table, TableCell } from "./shapes";

const NATURAL = 1.35;

export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block, at) => <Pieced key={at} piece={{ block }} />);
}

export function Pieced({ piece: { block, rows } }: { readonly piece: Piece }) {
  if (block.kind === "table") return <TableView table={block} rows={rows ?? [0, block.rows.length]} />;
  return <ParagraphView block={block} />;
}

function ParagraphView({ block }: { readonly block: Paragraph }) {
  const pitch = useContext(PageContext)!.pitch;
  const floats = block.runs.some((run) => run.x !== undefined);
  const isEmpty = block.runs.every((run) => run.x !== undefined || (run.text === "" && run.picture === undefined));
  return (
    <div data-block="" style={{ ...paragraphStyle(block, pitch), position: floats ? "relative" : undefined }}>
      {block.mark !== undefined && (
        <span style={{ display: "inline-block", textIndent: 0, minWidth: Math.max(-(block.first ?? 0), 0), paddingRight: (block.first ?? 0) < 0 ? 2 : 8, ...styleOf({ ...block.runs[0], fit: undefined, underline: "" }) }}>{block.mark}</span>
      )}
      <Runs block={block} />
      {isEmpty && "\u200b"}
    </div>
  );
}

function paragraphStyle(block: Paragraph, pitch: number | null): CSSProperties {
  const isSpread = block.across === "distribute";
  const style: CSSProperties = {
    fontSize: block.size,
    lineHeight: `${lineHeight(block, pitch)}px`,
    fontFamily: fontOf(block.runs.find((run) => run.font !== undefined)?.font),
    textAlign: isSpread || block.across === "justify" ? "justify" : block.across === "center" ? "center" : block.across === "right" ? "right" : "left",
    textAlignLast: isSpread ? "justify" : undefined,
    textIndent: block.first,
    marginLeft: block.left,
    marginRight: block.right,
    paddingTop: block.before,
    paddingBottom: block.after,
    background: block.ground,
  };
  for (const [side, key] of [["top", "borderTop"], ["bottom", "borderBottom"], ["left", "borderLeft"], ["right", "borderRight"]] as const) {
    const line = block.borders?.[side];
    if (line !== undefined) style[key] = cssOf(line);
  }
  return style;
}

/** On ruled paper a line takes as many rules as its letters need. */
function lineHeight(block: Paragraph, pitch: number | null): number {
  const size = Math.max(block.size, ...block.runs.map((run) => (run.text ? (run.size ?? 0) : 0)));
  const natural = pitch !== null && block.snaps !== false ? Math.ceil((size * 1.02) / pitch) * pitch : size * NATURAL;
  if (block.line === undefined) return natural;
  const [rule, amount] = block.line;
  if (rule === "exact") return amount;
  return rule === "atLeast" ? Math.max(amount, natural) : natural * amount;
}

const cssOf = ([width, look, colour]: Line): string => `${width}px ${look} ${colour}`;

function TableView({ table, rows: [from, to] }: { readonly table: Table; readonly rows: readonly [number, number] }) {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const heads = from > 0 ? table.rows.filter((row, at) => row.heads && at < from) : [];
  return (
    <table
      data-block=""
      style={{
        borderCollapse: "collapse",
        tableLayout: total > 0 ? "fixed" : "auto",
        width: total > 0 ? total : undefined,
        marginLeft: table.across === "center" || table.across === "right" ? "auto" : table.indent - (table.margins[3] ?? 0),
        marginRight: table.across === "center" ? "auto" : undefined,
      }}
    >
      {total > 0 && (
        <colgroup>
          {table.widths.map((width, at) => (
            <col key={at} style={{ width }} />
          ))}
        </colgroup>
      )}
      <tbody>
        {[...heads, ...table.rows.slice(from, to)].map((row, at) => (
          <tr key={at} data-row="" style={{ height: row.height ?? undefined }}>
            {row.cells.map((cell, place) => (
              <td key={place} colSpan={cell.span} rowSpan={cell.rows} style={cellStyle(cell, table.margins, row.exact ? row.height : null)}>
                <Blocks blocks={cell.blocks} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellStyle(cell: TableCell, margins: readonly number[], exact: number | null): CSSProperties {
  const style: CSSProperties = {
    padding: (cell.margins ?? margins).map((each) => `${each}px`).join(" "),
    verticalAlign: cell.down === "center" ? "middle" : cell.down === "bottom" ? "bottom" : "top",
    background: cell.ground,
    overflow: exact === null ? undefined : "hidden",
    overflowWrap: "anywhere",
    position: "relative",
  };
  for (const [side, key] of [["t", "borderTop"], ["b", "borderBottom"], ["l", "borderLeft"], ["r", "borderRight"]] as const) {
    const line = cell.borders[side];
    if (line !== undefined) style[key] = cssOf(line);
  }
  if (cell.vertical) style.writingMode = "vertical-rl";
  const slant = cell.tl2br ?? cell.tr2bl;
  if (slant !== undefined) {
    style.backgroundImage = `linear-gradient(to ${cell.tl2br ? "top right" : "bottom right"}, transparent calc(50% - 0.6px), ${slant[2]} calc(50% - 0.6px), ${slant[2]} calc(50% + 0.6px), transparent calc(50% + 0.6px))`;
  }
  return style;
}
