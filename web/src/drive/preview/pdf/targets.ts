/** Places inside a PDF that its outline and links name. */
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A name, or a page's reference with where on it; whatever else a file says is no place. */
export type Target = unknown;

interface Reference {
  readonly num: number;
  readonly gen: number;
}

/** The page, from 1; null where the target leads nowhere in this file. */
export async function findPage(pdf: PDFDocumentProxy, target: Target): Promise<number | null> {
  try {
    const place: unknown = typeof target === "string" ? await pdf.getDestination(target) : target;
    if (!Array.isArray(place)) return null;
    const page: unknown = place[0];
    if (typeof page === "number") return page + 1;
    return (await pdf.getPageIndex(page as Reference)) + 1;
  } catch {
    // A file may name pages that it does not have.
    return null;
  }
}
