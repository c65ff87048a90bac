/** A presentation as the server reads it. Lengths are pixels, 96 to the inch. */
import type { NotShown } from "../served";

interface SlideRun {
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly colour?: string;
}

export interface SlideBody {
  readonly paragraphs: readonly {
    readonly runs: readonly SlideRun[];
    readonly size: number;
    readonly across: string;
    readonly left: number;
    readonly first: number;
    readonly mark: string;
    readonly line: number;
    readonly before: number;
  }[];
  readonly down: string;
  /** Top, right, bottom, left. */
  readonly insets: readonly number[];
  readonly vertical: boolean;
  readonly wraps: boolean;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly turn?: number;
  readonly flips?: boolean;
}

type Stroke = readonly [width: number, colour: string];

export interface TableShape extends Placed {
  readonly kind: "table";
  readonly widths: readonly number[];
  readonly rows: readonly {
    readonly height: number;
    readonly cells: readonly (SlideBody & { readonly span: number; readonly rows: number; readonly is_covered: boolean; readonly fill: string | null })[];
  }[];
}

export type Shape =
  | (Placed & SlideBody & { readonly kind: "text"; readonly form: "rect" | "round" | "ellipse"; readonly fill: string | null; readonly line: Stroke | null })
  | (Placed & { readonly kind: "picture"; readonly name: string; readonly words: string })
  | (Placed & { readonly kind: "line"; readonly line: Stroke })
  | (Placed & { readonly kind: "missing"; readonly what: string })
  | TableShape;

export interface Slide {
  readonly background: { readonly colour?: string; readonly picture?: string };
  readonly shapes: readonly Shape[];
  readonly notes: string;
  readonly is_hidden: boolean;
}

export interface Deck {
  readonly kind: "slides";
  readonly width: number;
  readonly height: number;
  readonly slides: readonly Slide[];
  readonly unshown: readonly NotShown[];
}
