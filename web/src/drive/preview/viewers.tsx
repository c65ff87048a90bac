/** Which viewer shows which bytes. The first that takes a source shows it; each is fetched when it is first needed. */
import type { ComponentType } from "react";
import { drawLater } from "../../ui/later";
import type { Broken } from "./broken";
import type { Source } from "./source";

export interface ViewerProps {
  readonly source: Source;
  /** It cannot be shown after all: the page says so, why, and what helps. */
  readonly onBroken: (why?: Broken) => void;
}

interface Viewer {
  readonly takes: (source: Source) => boolean;
  readonly View: ComponentType<ViewerProps>;
}

/** The type without its charset. */
const typeOf = ({ mediaType }: Source) => mediaType.split(";")[0]!;

/** Office files, mails and archives are read on the server (`docs/previews.md`); by their bytes, or where those say little, their name. */
const SERVED = /^application\/(rtf|zip|x-ole-storage|msword|vnd\.(ms-|oasis\.|openxmlformats-officedocument\.))|^message\//;

export const viewers: readonly Viewer[] = [
  {
    takes: (source) => typeOf(source) === "application/pdf",
    View: drawLater(async () => (await import("./pdf/PdfView")).PdfView),
  },
  {
    takes: ({ mediaType, name }) => SERVED.test(mediaType) || /\.(eml|msg|od[pst]|rtf)$/i.test(name),
    View: drawLater(async () => (await import("./ServedView")).ServedView),
  },
  {
    takes: (source) => /^image\/(png|jpeg|gif|webp|avif)$/.test(typeOf(source)),
    View: drawLater(async () => (await import("./picture/PictureView")).PictureView),
  },
  {
    takes: (source) => typeOf(source) === "text/csv" || (typeOf(source) === "text/plain" && /\.tsv$/i.test(source.name)),
    View: drawLater(async () => (await import("./csv/CsvView")).CsvView),
  },
  {
    // Markup is shown as the text it is: it runs nowhere.
    takes: (source) => /^(text\/(plain|markdown|html)|image\/svg\+xml)$/.test(typeOf(source)),
    View: drawLater(async () => (await import("./text/TextView")).TextView),
  },
  {
    takes: (source) => /^(audio|video)\//.test(typeOf(source)),
    View: drawLater(async () => (await import("./media/MediaView")).MediaView),
  },
];
