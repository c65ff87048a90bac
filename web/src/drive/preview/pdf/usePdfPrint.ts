/** Printing a PDF: each page as a picture of 150 dots to the inch, made one after the other, then handed to the printer. */
import { useEffect, useRef, useState } from "react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { getWord } from "../../../kernel/words";
import { showToast, showTrouble } from "../../../ui/toasts";
import { printPaper } from "../print";
import { capScale } from "../spans";

const DOTS_PER_POINT = 150 / 72;
const MOST_POINTS = 8_000_000;
/** More would not fit in a browser's memory. */
const MOST_PAGES = 200;

export function usePdfPrint(pdf: PDFDocumentProxy) {
  const [done, setDone] = useState<number | null>(null);
  const stopping = useRef<AbortController>(null);
  // Whoever leaves the page wants nothing of it on paper.
  useEffect(() => () => stopping.current?.abort(), []);
  const start = async () => {
    if (done !== null) return;
    if (pdf.numPages > MOST_PAGES) {
      showToast({ words: getWord("viewers", "print.too_many", { most: MOST_PAGES }), look: "trouble" });
      return;
    }
    const { signal } = (stopping.current = new AbortController());
    const paper = document.createElement("div");
    const addresses: string[] = [];
    setDone(0);
    try {
      for (let page = 1; page <= pdf.numPages; page += 1) {
        const picture = await drawPicture(pdf, page);
        addresses.push(picture.src);
        signal.throwIfAborted();
        paper.append(picture);
        setDone(page);
      }
      setDone(null);
      await printPaper(paper, signal);
    } catch (error) {
      if (!signal.aborted) showTrouble(error);
    } finally {
      setDone(null);
      for (const address of addresses) URL.revokeObjectURL(address);
    }
  };
  return { done, start, stop: () => stopping.current?.abort() };
}

async function drawPicture(pdf: PDFDocumentProxy, number: number): Promise<HTMLImageElement> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: capScale(width, height, DOTS_PER_POINT, MOST_POINTS) });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  await page.render({ canvas, viewport, intent: "print" }).promise;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  canvas.width = 0;
  if (blob === null) throw new Error("the page was not drawn");
  const picture = new Image();
  picture.src = URL.createObjectURL(blob);
  picture.className = width > height ? "is-wide" : "";
  return picture;
}
