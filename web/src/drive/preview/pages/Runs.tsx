/** The words of a paragraph with all that stands between and over them. */
import { createContext, useContext, type CSSProperties, type ReactNode } from "react";
import { fontOf } from "../officeFonts";
import { partOf } from "../served";
import type { Source } from "../source";
import { Blocks } from "./Blocks";
import type { Letters, Paragraph, Run } from "./shapes";

interface OnPage {
  readonly source: Source;
  readonly page: number;
  readonly pages: number;
  readonly pitch: number | null;
  readonly margins: readonly [number, number, number, number];
}

export const PageContext = createContext<OnPage | null>(null);

const DEFAULT_TAB = 56;

export function Runs({ block }: { readonly block: Paragraph }) {
  const parts = splitAtTabs(block.runs);
  const stops = block.tabs ?? [];
  if (parts.length === 1) return <Part runs={parts[0]!} />;
  if (stops.some(([, kind]) => kind === "right" || kind === "center")) return <Ruled parts={parts} stops={stops} />;
  return parts.map((runs, at) => {
    const stop = stops[at]?.[0] ?? (at < stops.length ? 0 : undefined);
    const before = at === 0 ? (block.left ?? 0) + (block.first ?? 0) : (stops[at - 1]?.[0] ?? 0);
    if (at === parts.length - 1) return <Part key={at} runs={runs} />;
    const width = stop === undefined ? DEFAULT_TAB : Math.max(stop - before, 8);
    return (
      <span key={at} style={{ display: "inline-block", textIndent: 0, minWidth: width, paddingRight: 4 }}>
        <Part runs={runs} />
      </span>
    );
  });
}

/** Words set to the middle or the right by tabs, with the dots of a contents page between. */
function Ruled({ parts, stops }: { readonly parts: readonly (readonly Run[])[]; readonly stops: NonNullable<Paragraph["tabs"]> }) {
  const used = stops.filter(([, kind]) => kind !== "bar").slice(-Math.max(parts.length - 1, 1));
  return (
    <span style={{ display: "flex", alignItems: "baseline", textIndent: 0 }}>
      {parts.map((runs, at) => {
        const leader = at === 0 ? "none" : (used[at - 1]?.[2] ?? "none");
        return [
          at > 0 && <span key={`l${at}`} style={{ flex: 1, margin: "0 4px", borderBottom: leader === "none" ? undefined : "1px dotted currentColor" }} />,
          <span key={at} style={{ flex: "none", maxWidth: "92%" }}>
            <Part runs={runs} />
          </span>,
        ];
      })}
    </span>
  );
}

function splitAtTabs(runs: readonly Run[]): (readonly Run[])[] {
  const parts: Run[][] = [[]];
  for (const run of runs) {
    if (run.tab) parts.push([]);
    else parts.at(-1)!.push(run);
  }
  return parts;
}

function Part({ runs }: { readonly runs: readonly Run[] }) {
  return runs.map((run, at) => <One key={at} run={run} />);
}

function One({ run }: { readonly run: Run }): ReactNode {
  const here = useContext(PageContext)!;
  if (run.picture !== undefined) {
    return <img src={partOf(here.source, { part: run.picture })} alt={run.words ?? ""} width={run.width} height={run.height} style={{ ...placeOf(run, here), width: run.width, height: run.height, maxWidth: "none" }} />;
  }
  if (run.box !== undefined) {
    return (
      <span style={{ display: "inline-block", textIndent: 0, width: run.width, minHeight: run.height, padding: "4px 8px", overflow: "hidden", background: run.fill ?? undefined, border: run.lined ? "1px solid currentColor" : undefined, whiteSpace: "normal", ...placeOf(run, here) }}>
        <Blocks blocks={run.box} />
      </span>
    );
  }
  const words = run.field === undefined ? run.text : String(run.field === "page" ? here.page : here.pages);
  return (
    <span style={styleOf(run)}>
      {run.reading ? (
        <ruby>
          {words}
          <rt>{run.reading}</rt>
        </ruby>
      ) : (
        words
      )}
    </span>
  );
}

/** What floats is placed from the paper, from the text's edges, or from its paragraph. */
function placeOf(run: Run, { margins }: OnPage): CSSProperties {
  if (run.apart !== undefined) return { display: "block", marginLeft: run.apart === "left" ? 0 : "auto", marginRight: run.apart === "right" ? 0 : "auto" };
  if (run.x === undefined || run.y === undefined) return { display: "inline-block", verticalAlign: "bottom" };
  const [from, left, align] = run.x;
  const style: CSSProperties = { position: "absolute", zIndex: run.behind ? -1 : 1, display: "block" };
  if (align === "right") style.right = 0;
  else if (align === "center") Object.assign(style, { left: "50%", transform: "translateX(-50%)" });
  else style.left = from === "page" ? left - margins[3] : left;
  // From the paper's top it would need to know where its paragraph lies; it stands beside it instead.
  style.top = run.y[0] === "page" || run.y[0] === "margin" ? 0 : run.y[1];
  return style;
}

export function styleOf(letters: Letters): CSSProperties {
  const style: CSSProperties = {
    fontSize: letters.raised ? (letters.size ?? 14) * 0.65 : letters.size,
    fontWeight: letters.bold ? 700 : undefined,
    fontStyle: letters.italic ? "italic" : undefined,
    textDecoration: [letters.underline ? `underline ${letters.underline === "double" ? "double" : ""}` : "", letters.strike ? "line-through" : ""].join(" ").trim() || undefined,
    verticalAlign: letters.raised === "superscript" ? "super" : letters.raised === "subscript" ? "sub" : undefined,
    color: letters.colour,
    background: letters.ground,
    letterSpacing: letters.spacing,
    fontFamily: fontOf(letters.font),
    border: letters.framed ? "1px solid currentColor" : undefined,
    textTransform: letters.caps ? "uppercase" : undefined,
    textEmphasis: letters.marked ? "filled dot" : undefined,
    whiteSpace: "pre-wrap",
  };
  if (letters.fit === undefined) return style;
  return { ...style, display: "inline-block", width: letters.fit, textAlign: "justify", textAlignLast: "justify", textIndent: 0, letterSpacing: undefined, lineHeight: "inherit", whiteSpace: "nowrap" };
}
