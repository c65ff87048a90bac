/** What the server's readers make of a file: `docs/previews.md` says what each part means. */
import { useQuery } from "@tanstack/react-query";
import { request } from "../../kernel/request";
import type { Source } from "./source";

export interface NotShown {
  readonly code: string;
  readonly count: number;
}

/** Row, column, style, kind; then the colour its format gives it, and its formula. Counted from 1. */
export type Cell = readonly [row: number, column: number, style: number, kind: "n" | "s" | "b" | "e", words: string, colour?: string | null, formula?: string];

export type Line = readonly [width: number, look: "solid" | "dashed" | "dotted" | "double", colour: string];

export interface CellLook {
  readonly font?: string;
  /** Points. */
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly underline?: "single" | "double";
  readonly raised?: string;
  readonly colour?: string;
  readonly fill?: string;
  readonly across?: string;
  readonly down?: string;
  readonly wrap?: boolean;
  readonly shrink?: boolean;
  readonly indent?: number;
  /** Degrees, 91 to 180 downward; 255 is letters upright below each other. */
  readonly turn?: number;
  readonly border_l?: Line;
  readonly border_r?: Line;
  readonly border_t?: Line;
  readonly border_b?: Line;
  readonly border_up?: Line;
  readonly border_down?: Line;
}

/** First row, first column, last row, last column. */
export type Area = readonly [top: number, left: number, bottom: number, right: number];

export interface Drawing {
  readonly what: "picture" | "box";
  readonly name?: string;
  readonly words: string;
  readonly form?: "rect" | "round" | "ellipse" | "none";
  readonly fill?: string | null;
  readonly has_line?: boolean;
  /** Column, pixels into it, row, pixels into it; columns and rows from 0. */
  readonly from: readonly [number, number, number, number];
  readonly to: readonly [number, number, number, number] | null;
  readonly size: readonly [number, number] | null;
}

export interface Sheet {
  readonly place: number;
  readonly is_whole: boolean;
  readonly is_cut: readonly [below: boolean, right: boolean];
  readonly cells: readonly Cell[];
  readonly styles: Readonly<Record<string, CellLook>>;
  readonly merged: readonly Area[];
  readonly frozen: readonly [rows: number, columns: number];
  readonly has_lines: boolean;
  readonly print: readonly Area[];
  readonly drawings: readonly Drawing[];
  readonly columns: readonly (readonly [first: number, last: number, width: number, style: number, isHidden: boolean])[];
  readonly heights: readonly (readonly [row: number, height: number])[];
  readonly hidden_rows: readonly number[];
  readonly row_styles: readonly (readonly [row: number, style: number])[];
  readonly default_width: number;
  readonly default_height: number;
  readonly unshown: readonly NotShown[];
}

export interface Sheets {
  readonly kind: "sheets";
  readonly sheets: readonly { readonly name: string; readonly is_hidden: boolean }[];
  readonly active: number;
  readonly sheet: Sheet;
  readonly unshown: readonly NotShown[];
}

/** The address of a part of a preview; its own may carry a question already (a version, a file within). */
export function partOf(source: Source, asked: Readonly<Record<string, string>>): string {
  const joined = new URLSearchParams(asked).toString();
  return `${source.previewUrl}${source.previewUrl.includes("?") ? "&" : "?"}${joined}`;
}

export function useServed<T>(source: Source, part = "", isWanted = true) {
  const address = part === "" ? source.previewUrl : partOf(source, { part });
  return useQuery({
    queryKey: ["preview", address, source.sizeBytes],
    queryFn: ({ signal }) => request<T>("GET", address, { signal }),
    enabled: isWanted,
    retry: false,
    staleTime: Infinity,
  });
}
