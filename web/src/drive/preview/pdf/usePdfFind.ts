/** Finding through all pages: page after page is read in the background, hits are shown as they come. */
import { useMemo, useRef } from "react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { findAll, fold, type Folded, type Hit } from "../fold";
import { MOST_HITS, useFind, type Look } from "../useFind";

export interface PageHit extends Hit {
  readonly page: number;
}

const NO_HITS: readonly PageHit[] = [];
/** Pages between two showings of what was found so far. */
const PAGES_AT_ONCE = 20;

export function usePdfFind(pdf: PDFDocumentProxy, current: number) {
  const texts = useRef(new Map<number, Folded>());
  const look: Look<PageHit> = async (wanted, tell, signal) => {
    const found: PageHit[] = [];
    for (let page = 1; page <= pdf.numPages && !signal.aborted && found.length < MOST_HITS; page += 1) {
      const folded = texts.current.get(page) ?? (await readPage(pdf, page));
      texts.current.set(page, folded);
      found.push(...findAll(folded, wanted).map((hit) => ({ ...hit, page })));
      if (page % PAGES_AT_ONCE === 0) tell([...found]);
    }
    tell(found);
  };
  const find = useFind(look, ({ page }) => page >= current, pdf);
  const byPage = useMemo(() => {
    const pages = new Map<number, PageHit[]>();
    for (const hit of find.hits) pages.set(hit.page, [...(pages.get(hit.page) ?? []), hit]);
    return pages;
  }, [find.hits]);
  return { ...find, hitsOf: (page: number) => byPage.get(page) ?? NO_HITS };
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<Folded> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    return fold(items.map((item) => ("str" in item ? item.str : "")).join(""));
  } catch {
    // A broken page says so where it stands; the others are still looked through.
    return fold("");
  }
}
