/** One cell as it would be printed. */
import type { CSSProperties } from "react";
import { fontOf } from "../officeFonts";
import type { CellLook, Line } from "../served";
import { acrossOf, pixelsOf, type Drawn } from "./drawn";
import { guessWidth } from "./layout";

const SMALLEST = 0.55;

interface CellViewProps {
  readonly drawn: Drawn;
  readonly zoom: number;
  readonly id?: string;
}

export function CellView({ drawn, zoom, id }: CellViewProps) {
  const { box, look, cell, room } = drawn;
  const words = cell?.[4] ?? "";
  const across = acrossOf(look, cell);
  const fit = fitOf(drawn, zoom, words);
  return (
    <div
      role="gridcell"
      id={id}
      aria-colindex={drawn.column}
      aria-colspan={drawn.area === undefined ? undefined : drawn.area[3] - drawn.area[1] + 1}
      aria-rowspan={drawn.area === undefined ? undefined : drawn.area[2] - drawn.area[0] + 1}
      className="absolute box-border"
      style={{ left: box.x - 1, top: box.y - 1, width: box.width + 1, height: box.height + 1, ...linesOf(look, zoom) }}
    >
      {words !== "" && (
        <div className="absolute flex" style={{ top: 0, bottom: 0, left: -room[0], right: -room[1], ...placeOf(look, across, words, zoom) }}>
          <div style={{ ...lettersOfLook(look, fit * pixelsOf(look, zoom)), color: cell?.[5] ?? look.colour, ...wordsOf(look, across) }}>
            {fit === 0 ? "###" : words}
          </div>
        </div>
      )}
    </div>
  );
}

/** Figures never lose a digit at the edge: they shrink, and where that is not enough they say so as on paper. */
function fitOf({ look, cell, box }: Drawn, zoom: number, words: string): number {
  if (look.wrap || look.turn !== undefined || (cell?.[3] !== "n" && !look.shrink)) return look.raised === undefined ? 1 : 0.7;
  const wanted = guessWidth(words, pixelsOf(look, zoom)) + 2;
  if (wanted <= box.width) return 1;
  const fit = box.width / wanted;
  return fit < SMALLEST && cell?.[3] === "n" ? 0 : Math.max(fit, 0.3);
}

function linesOf(look: CellLook, zoom: number): CSSProperties {
  const line = (said: Line | undefined) => (said === undefined ? undefined : `${Math.max(1, Math.round(said[0] * Math.min(zoom, 1)))}px ${said[1]} ${said[2]}`);
  const style: Record<string, string | undefined> = {
    borderLeft: line(look.border_l),
    borderRight: line(look.border_r),
    borderTop: line(look.border_t),
    borderBottom: line(look.border_b),
  };
  const slants = [
    ["to bottom right", look.border_up],
    ["to top right", look.border_down],
  ] as const;
  const drawn = slants.filter(([, said]) => said !== undefined);
  if (drawn.length > 0) {
    style["backgroundImage"] = drawn
      .map(([way, said]) => `linear-gradient(${way}, transparent calc(50% - 0.6px), ${said![2]} calc(50% - 0.6px), ${said![2]} calc(50% + 0.6px), transparent calc(50% + 0.6px))`)
      .join(", ");
  }
  return style;
}

const DOWN: Readonly<Record<string, string>> = { top: "flex-start", center: "center", distributed: "center", justify: "flex-start" };
const ACROSS: Readonly<Record<string, string>> = { right: "flex-end", center: "center", centerContinuous: "center", distributed: "stretch", justify: "stretch" };

function placeOf(look: CellLook, across: string, words: string, zoom: number): CSSProperties {
  const inward = Math.round((look.indent ?? 0) * 12 * zoom);
  const side = Math.round(3 * zoom);
  return {
    // A line that is alone in a low row stands in its middle, as the program draws it.
    alignItems: DOWN[look.down ?? ""] ?? (words.includes("\n") || look.wrap ? "flex-end" : "safe flex-end"),
    justifyContent: ACROSS[across] ?? "flex-start",
    paddingLeft: side + (across === "right" ? 0 : inward),
    paddingRight: side + (across === "right" ? inward : 0),
    overflow: look.turn !== undefined && look.turn % 90 !== 0 && look.turn !== 255 ? "visible" : "hidden",
  };
}

function wordsOf(look: CellLook, across: string): CSSProperties {
  if (look.turn === 255) return { writingMode: "vertical-rl", textOrientation: "upright", whiteSpace: "pre-line", maxHeight: "100%" };
  const turned = look.turn === undefined ? 0 : look.turn > 90 ? look.turn - 90 : -look.turn;
  const isSpread = across === "distributed";
  return {
    whiteSpace: look.wrap || isSpread ? "pre-wrap" : "pre",
    overflowWrap: "anywhere",
    textAlign: isSpread || across === "justify" ? "justify" : across === "right" ? "right" : across === "center" ? "center" : "left",
    textAlignLast: isSpread ? "justify" : undefined,
    flexGrow: isSpread || across === "justify" ? 1 : undefined,
    ...(Math.abs(turned) === 90 ? { writingMode: turned > 0 ? "vertical-rl" : "sideways-lr" } : turned === 0 ? {} : { transform: `rotate(${turned}deg)` }),
  };
}

function lettersOfLook(look: CellLook, size: number): CSSProperties {
  return {
    fontSize: `${size}px`,
    lineHeight: 1.25,
    fontFamily: fontOf(look.font),
    fontWeight: look.bold ? 700 : undefined,
    fontStyle: look.italic ? "italic" : undefined,
    verticalAlign: look.raised === "superscript" ? "super" : look.raised === "subscript" ? "sub" : undefined,
    textDecorationLine: [look.underline ? "underline" : "", look.strike ? "line-through" : ""].join(" ").trim() || undefined,
    textDecorationStyle: look.underline === "double" ? "double" : undefined,
    textWrap: "wrap",
  };
}
