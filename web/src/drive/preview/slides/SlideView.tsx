/** One slide, drawn at its full size; who shows it makes it smaller. */
import type { CSSProperties } from "react";
import { useWords } from "../../../kernel/words";
import { partOf } from "../served";
import type { Source } from "../source";
import type { Deck, Shape, Slide, SlideBody, TableShape } from "./shapes";

interface SlideViewProps {
  readonly source: Source;
  readonly deck: Deck;
  readonly slide: Slide;
}

export function SlideView({ source, deck, slide }: SlideViewProps) {
  const { colour, picture } = slide.background;
  return (
    <div data-theme="light" className="relative isolate overflow-hidden bg-page text-ink" style={{ width: deck.width, height: deck.height, background: colour }}>
      {picture !== undefined && <img src={partOf(source, { part: picture })} alt="" className="absolute inset-0 size-full object-cover" />}
      {slide.shapes.map((shape, at) => (
        <ShapeView key={at} source={source} shape={shape} />
      ))}
    </div>
  );
}

function ShapeView({ source, shape }: { readonly source: Source; readonly shape: Shape }) {
  const t = useWords("previews");
  const place: CSSProperties = { position: "absolute", left: shape.x, top: shape.y, width: shape.width, height: shape.height, rotate: shape.turn === undefined ? undefined : `${shape.turn}deg` };
  switch (shape.kind) {
    case "picture":
      return <img src={partOf(source, { part: shape.name })} alt={shape.words} style={place} />;
    case "line":
      return (
        <svg aria-hidden="true" style={{ ...place, overflow: "visible" }}>
          <line x1="0" x2={shape.width} y1={shape.flips ? shape.height : 0} y2={shape.flips ? 0 : shape.height} stroke={shape.line[1]} strokeWidth={shape.line[0]} />
        </svg>
      );
    case "missing":
      return (
        <div style={{ ...place, fontSize: 20 }} className="flex items-center justify-center border-2 border-dashed border-mute text-mute">
          {t(`unshown.${shape.what}`, { count: 1 })}
        </div>
      );
    case "table":
      return <SlideTable table={shape} place={place} />;
    case "text":
      return (
        <div
          style={{
            ...place,
            background: shape.fill ?? undefined,
            border: shape.line === null ? undefined : `${shape.line[0]}px solid ${shape.line[1]}`,
            borderRadius: shape.form === "ellipse" ? "50%" : shape.form === "round" ? Math.min(shape.width, shape.height) / 6 : undefined,
            ...bodyStyle(shape),
          }}
        >
          <Paragraphs body={shape} />
        </div>
      );
  }
}

function bodyStyle(body: SlideBody): CSSProperties {
  return {
    display: "flex",
    flexDirection: "column",
    justifyContent: body.down === "center" ? "center" : body.down === "bottom" ? "flex-end" : "flex-start",
    padding: body.insets.map((each) => `${each}px`).join(" "),
    writingMode: body.vertical ? "vertical-rl" : undefined,
    whiteSpace: body.wraps ? "pre-wrap" : "pre",
    overflowWrap: "anywhere",
  };
}

function Paragraphs({ body }: { readonly body: SlideBody }) {
  return body.paragraphs.map((paragraph, at) => (
    <p
      key={at}
      style={{
        fontSize: paragraph.size,
        lineHeight: 1.2 * paragraph.line,
        textAlign: paragraph.across === "center" || paragraph.across === "right" ? paragraph.across : paragraph.across === "left" ? "left" : "justify",
        textAlignLast: paragraph.across === "distribute" ? "justify" : undefined,
        paddingLeft: paragraph.left,
        textIndent: paragraph.first,
        paddingTop: at === 0 ? 0 : paragraph.before,
      }}
    >
      {paragraph.mark !== "" && <span style={{ display: "inline-block", textIndent: 0, minWidth: Math.max(-paragraph.first, paragraph.size * 0.8), color: paragraph.runs[0]?.colour }}>{paragraph.mark}</span>}
      {paragraph.runs.map((run, place) => (
        <span key={place} style={{ fontSize: run.size, fontWeight: run.bold ? 700 : undefined, fontStyle: run.italic ? "italic" : undefined, textDecorationLine: run.underline ? "underline" : undefined, color: run.colour }}>
          {run.text}
        </span>
      ))}
      {paragraph.runs.length === 0 && "\u200b"}
    </p>
  ));
}

function SlideTable({ table, place }: { readonly table: TableShape; readonly place: CSSProperties }) {
  return (
    <table style={{ ...place, height: undefined, borderCollapse: "collapse", tableLayout: "fixed" }}>
      <colgroup>
        {table.widths.map((width, at) => (
          <col key={at} style={{ width }} />
        ))}
      </colgroup>
      <tbody>
        {table.rows.map((row, at) => (
          <tr key={at} style={{ height: row.height }}>
            {row.cells
              .filter((cell) => !cell.is_covered)
              .map((cell, column) => (
                <td key={column} colSpan={cell.span} rowSpan={cell.rows} className="border border-mute" style={{ background: cell.fill ?? undefined, verticalAlign: cell.down === "center" ? "middle" : cell.down, padding: cell.insets.map((each) => `${each}px`).join(" ") }}>
                  <Paragraphs body={cell} />
                </td>
              ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
