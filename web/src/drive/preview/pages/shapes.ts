/** A Word file as the server reads it. Lengths are pixels, 96 to the inch. */
import type { Line, NotShown } from "../served";

export interface Letters {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly caps?: boolean;
  readonly underline?: string;
  readonly raised?: string;
  readonly colour?: string;
  readonly ground?: string;
  readonly font?: string;
  readonly spacing?: number;
  /** The width that the words are spread or pressed into. */
  readonly fit?: number;
  /** Dots above, as Japanese stresses. */
  readonly marked?: boolean;
  readonly framed?: boolean;
}

/** Offset from what, pixels, and an alignment that replaces them. */
type Offset = readonly [from: string, pixels: number, align?: string];

export interface Run extends Letters {
  readonly text?: string;
  readonly reading?: string;
  readonly tab?: boolean;
  readonly field?: "page" | "pages";
  readonly picture?: string;
  readonly words?: string;
  readonly box?: readonly Block[];
  readonly fill?: string | null;
  readonly lined?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** Over or behind the text, at a place of its own. */
  readonly x?: Offset;
  readonly y?: Offset;
  readonly behind?: boolean;
  /** In a room of its own between lines. */
  readonly apart?: string;
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly runs: readonly Run[];
  readonly size: number;
  readonly mark?: string;
  readonly across?: string;
  readonly before?: number;
  readonly after?: number;
  readonly line?: readonly [rule: string, amount: number];
  readonly left?: number;
  readonly right?: number;
  readonly first?: number;
  readonly breaks?: boolean;
  readonly snaps?: boolean;
  readonly borders?: Readonly<Record<string, Line>>;
  readonly ground?: string;
  readonly tabs?: readonly (readonly [at: number, kind: string, leader: string])[];
}

export interface TableCell {
  readonly span?: number;
  readonly rows?: number;
  readonly blocks: readonly Block[];
  readonly borders: Readonly<Record<string, Line>>;
  readonly ground?: string;
  readonly down?: string;
  readonly vertical?: boolean;
  readonly margins?: readonly number[];
  readonly tl2br?: Line;
  readonly tr2bl?: Line;
}

interface TableRow {
  readonly cells: readonly TableCell[];
  readonly height: number | null;
  readonly exact: boolean;
  readonly heads: boolean;
}

export interface Table {
  readonly kind: "table";
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  readonly across: string;
  readonly indent: number;
  readonly margins: readonly number[];
}

export type Block = Paragraph | Table;

export interface Section {
  readonly width: number;
  readonly height: number;
  /** Top, right, bottom, left. */
  readonly margins: readonly [number, number, number, number];
  readonly edges: readonly [header: number, footer: number];
  /** The height of a line where the paper is ruled. */
  readonly pitch: number | null;
  readonly vertical: boolean;
  readonly continues: boolean;
  readonly header: readonly Block[];
  readonly footer: readonly Block[];
  readonly first: readonly [header: readonly Block[], footer: readonly Block[]] | null;
  readonly blocks: readonly Block[];
}

export interface WordPages {
  readonly kind: "pages";
  readonly has_turns: boolean;
  readonly sections: readonly Section[];
  readonly notes: readonly { readonly mark: string; readonly blocks: readonly Block[] }[];
  readonly unshown: readonly NotShown[];
}
