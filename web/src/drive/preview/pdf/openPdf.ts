/**
 * Opening a PDF with PDF.js, all of it served by us. Only the parts that are looked at are fetched; what PDF.js could do
 * beyond reading (scripts, forms of XFA, fetching by itself) is left out or turned off.
 */
import { getDocument, GlobalWorkerOptions, PDFDataRangeTransport, version, type PDFDocumentLoadingTask } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { request } from "../../../kernel/request";
import type { Source } from "../source";
import { makeOwnerDocument } from "./fonts";

GlobalWorkerOptions.workerSrc = workerUrl;

const PARTS = new URL(`/assets/pdfjs-${version}/`, location.origin).href;
/** Few requests for a page, and still the first page of a large file before the rest of it. */
const RANGE_BYTES = 2 ** 19;
/** A picture in a page larger than this is left out: one of 1 GB would take the whole browser with it. */
const MOST_PICTURE_POINTS = 2 ** 26;
const MOST_CANVAS_BYTES = 2 ** 27;

interface Hearing {
  readonly onBytes: (received: number) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** The bytes through our own request, so that a refusal is heard as one and nothing is asked for after the end. */
class Ranges extends PDFDataRangeTransport {
  private readonly stopping = new AbortController();
  private received = 0;

  constructor(
    private readonly source: Source,
    private readonly hearing: Hearing,
  ) {
    super(source.sizeBytes, null);
  }

  override requestDataRange(begin: number, end: number): void {
    void this.read(begin, end);
  }

  private async read(begin: number, end: number): Promise<void> {
    const { signal } = this.stopping;
    try {
      const bytes = await request<ArrayBuffer>("GET", this.source.contentUrl, { reads: "bytes", headers: { range: `bytes=${begin}-${end - 1}` }, signal });
      this.received += bytes.byteLength;
      this.hearing.onBytes(this.received);
      this.onDataRange(begin, new Uint8Array(bytes));
    } catch (error) {
      if (!signal.aborted) this.hearing.onTrouble(error);
    }
  }

  override abort(): void {
    this.stopping.abort();
  }
}

export function openPdf(source: Source, hearing: Hearing): { task: PDFDocumentLoadingTask; stop: () => void } {
  const range = new Ranges(source, hearing);
  const task = getDocument({
    range,
    rangeChunkSize: RANGE_BYTES,
    disableStream: true,
    disableAutoFetch: true,
    ownerDocument: makeOwnerDocument(),
    cMapUrl: `${PARTS}cmaps/`,
    standardFontDataUrl: `${PARTS}standard_fonts/`,
    wasmUrl: `${PARTS}wasm/`,
    useWasm: false,
    useWorkerFetch: true,
    enableXfa: false,
    maxImageSize: MOST_PICTURE_POINTS,
    canvasMaxAreaInBytes: MOST_CANVAS_BYTES,
    verbosity: 0,
  });
  const stop = () => {
    range.abort();
    // Ends the worker too, whatever it is busy with.
    void task.destroy();
  };
  return { task, stop };
}
