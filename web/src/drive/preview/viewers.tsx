/** Which viewer shows which bytes. The first that takes a source shows it; each is fetched when it is first needed. */
import type { ComponentType } from "react";
import { drawLater } from "../../ui/later";
import type { Source } from "./source";

export interface ViewerProps {
  readonly source: Source;
  /** It cannot be shown after all: the page says so and offers to save it. */
  readonly onBroken: () => void;
}

export interface Viewer {
  readonly takes: (source: Source) => boolean;
  readonly View: ComponentType<ViewerProps>;
}

const MOST_TEXT_BYTES = 1_000_000;

export const viewers: readonly Viewer[] = [
  {
    takes: ({ mediaType }) => /^image\/(png|jpeg|gif|webp)$/.test(mediaType),
    View: drawLater(async () => (await import("./PictureView")).PictureView),
  },
  {
    takes: ({ mediaType, sizeBytes }) => /^text\/(plain|csv|markdown)/.test(mediaType) && sizeBytes <= MOST_TEXT_BYTES,
    View: drawLater(async () => (await import("./TextView")).TextView),
  },
];
