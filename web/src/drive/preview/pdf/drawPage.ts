/** Drawing one page of a PDF: canvas first, then its text, then its links. */
import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { capScale } from "../spans";
import { countArrivals, loadOurs } from "./fonts";
import type { Target } from "./targets";
import type { Size } from "./usePdf";

/** 48 MB for a canvas at most, however large the page and its zoom; five at most are kept. */
const MOST_POINTS = 12_000_000;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Drawn {
  /** Boxes at a scale of 1. */
  readonly links: readonly { readonly box: Box; readonly target: Target }[];
  /** Where on the screen a stretch of the page's text stands. */
  readonly measure: (stretch: Stretch) => readonly DOMRect[];
}

interface Places {
  readonly picture: HTMLElement;
  readonly text: HTMLElement;
}

interface Drawing {
  readonly onSize: (size: Size) => void;
  readonly signal: AbortSignal;
}

export async function drawPage(pdf: PDFDocumentProxy, number: number, scale: number, places: Places, { onSize, signal }: Drawing): Promise<Drawn> {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const { width, height } = page.getViewport({ scale: 1 });
  onSize({ width, height });
  const before = countArrivals();
  await paint(page, scale, places.picture, signal);
  const content = await page.getTextContent({ disableNormalization: true });
  signal.throwIfAborted();
  const letters = content.items.map((item) => ("str" in item ? item.str : "")).join("");
  // Only now it is known which fonts this machine lacks.
  await loadOurs(letters);
  if (countArrivals() !== before) await paint(page, scale, places.picture, signal);
  places.text.replaceChildren();
  places.text.style.setProperty("--total-scale-factor", String(scale));
  const layer = new TextLayer({ textContentSource: content, container: places.text, viewport: page.getViewport({ scale }) });
  signal.addEventListener("abort", () => layer.cancel());
  await layer.render();
  return { links: await listLinks(page), measure: (stretch) => measure(layer, stretch) };
}

async function paint(page: PDFPageProxy, scale: number, place: HTMLElement, signal: AbortSignal): Promise<void> {
  const { width, height } = page.getViewport({ scale });
  const fine = capScale(width, height, window.devicePixelRatio || 1, MOST_POINTS);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(width * fine));
  canvas.height = Math.max(1, Math.floor(height * fine));
  canvas.className = "absolute inset-0 size-full";
  const task = page.render({ canvas, viewport: page.getViewport({ scale: scale * fine }) });
  const stop = () => {
    task.cancel();
    // Gives the memory back at once; the collector would take its time.
    canvas.width = 0;
    canvas.height = 0;
  };
  signal.addEventListener("abort", stop);
  await task.promise;
  signal.throwIfAborted();
  for (const old of place.querySelectorAll("canvas")) {
    old.width = 0;
    old.height = 0;
  }
  place.replaceChildren(canvas);
}

interface Annotation {
  readonly subtype: string;
  readonly rect: [number, number, number, number];
  readonly dest?: Target;
}

/** Links inside the file; those that lead outside do nothing here. */
async function listLinks(page: PDFPageProxy): Promise<Drawn["links"]> {
  const annotations = (await page.getAnnotations()) as readonly Annotation[];
  const viewport = page.getViewport({ scale: 1 });
  return annotations
    .filter(({ subtype, dest }) => subtype === "Link" && dest !== undefined && dest !== null)
    .map(({ rect, dest }) => {
      const [x1, y1] = viewport.convertToViewportPoint(rect[0], rect[1]) as [number, number];
      const [x2, y2] = viewport.convertToViewportPoint(rect[2], rect[3]) as [number, number];
      return { box: { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }, target: dest };
    });
}

function measure(layer: TextLayer, { start, end }: Stretch): DOMRect[] {
  const boxes: DOMRect[] = [];
  let at = 0;
  layer.textContentItemsStr.forEach((words, index) => {
    const node = layer.textDivs[index]?.firstChild;
    const from = Math.max(0, start - at);
    const to = Math.min(words.length, end - at);
    at += words.length;
    if (from >= to || !(node instanceof Text)) return;
    const range = document.createRange();
    range.setStart(node, Math.min(from, node.length));
    range.setEnd(node, Math.min(to, node.length));
    boxes.push(...range.getClientRects());
  });
  return boxes;
}
