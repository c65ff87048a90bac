/** The pages of a PDF one below the other: only those near the view are drawn, and all tools that work on them. */
import { useEffect, useMemo, useRef, useState } from "react";
import { List, Printer, Search } from "lucide-react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useWords } from "../../../kernel/words";
import { ProgressBar } from "../../../ui/ProgressBar";
import { FindBar } from "../FindBar";
import { FrameTools, Tool, ZoomTools } from "../frameTools";
import { listInView } from "../spans";
import { useKeys } from "../useKeys";
import { useReadingFocus } from "../useReadingFocus";
import { Outline, useOutline } from "./Outline";
import { PageNumber } from "./PageNumber";
import { PdfPage } from "./PdfPage";
import { findPage, type Target } from "./targets";
import { PAGE_GAP, usePageLayout } from "./usePageLayout";
import { usePdfFind } from "./usePdfFind";
import { usePdfPrint } from "./usePdfPrint";
import type { Size } from "./usePdf";
import "./pdf.css";

interface PdfPagesProps {
  readonly name: string;
  readonly pdf: PDFDocumentProxy;
  readonly first: Size;
}

/** Pages kept drawn above and below those in view. */
const MORE_PAGES = 1;

export function PdfPages({ name, pdf, first }: PdfPagesProps) {
  const t = useWords("viewers");
  const scroller = useRef<HTMLDivElement>(null);
  const layout = usePageLayout(scroller, pdf.numPages, first);
  const { starts, current, zoom, viewport } = layout;
  const [isListing, setListing] = useState(false);
  const outline = useOutline(pdf);
  useReadingFocus(scroller);
  const find = usePdfFind(pdf, current);
  const print = usePdfPrint(pdf);
  const goTo = (target: Target) => void findPage(pdf, target).then((page) => page !== null && layout.goTo(page));
  useEffect(() => {
    if (find.hit !== undefined) layout.show(find.hit.page);
  }, [find.hit]);
  useKeys({ "Ctrl+F": find.open, "Ctrl+P": () => void print.start(), "-": layout.smaller, "+": layout.larger, ";": layout.larger, "0": layout.fit });
  const shown = useMemo(() => listInView(starts, viewport.top, viewport.height, MORE_PAGES), [starts, viewport]);
  return (
    <div className="flex h-full">
      <FrameTools>
        <PageNumber current={current} count={pdf.numPages} onGo={layout.goTo} />
        <ZoomTools percent={Math.round(zoom.scale * 75)} isFit={zoom.isFit} fitWords={t("zoom.fit_width")} onSmaller={layout.smaller} onLarger={layout.larger} onFit={layout.fit} />
        <div className="flex items-center">
          {outline.length > 0 && <Tool icon={List} words={t("pdf.outline")} isPressed={isListing} onPress={() => setListing(!isListing)} />}
          <Tool icon={Search} words={t("find.act")} keys="Ctrl+F" isPressed={find.isOpen} onPress={find.open} />
          <Tool icon={Printer} words={t("print.act")} keys="Ctrl+P" onPress={() => void print.start()} />
        </div>
      </FrameTools>
      {isListing && <Outline entries={outline} onGo={goTo} />}
      <div className="relative min-w-0 flex-1">
        {find.isOpen && <FindBar find={find} onClose={() => scroller.current?.focus()} />}
        {print.done !== null && (
          <div className="edge-line absolute top-2 left-1/2 z-10 w-80 -translate-x-1/2 rounded-field bg-raise p-3 shadow-float">
            <ProgressBar label={t("print.preparing")} value={print.done} most={pdf.numPages} words={t("print.pages", { done: print.done, count: pdf.numPages })} onStop={print.stop} />
          </div>
        )}
        <div ref={scroller} tabIndex={0} role="document" aria-label={t("pdf.pages", { name, count: pdf.numPages })} className="absolute inset-0 overflow-auto -outline-offset-4">
          <div className="relative mx-auto min-w-full" style={{ height: starts.at(-1), width: layout.widest + 2 * PAGE_GAP }}>
            {Array.from({ length: shown.end - shown.first }, (_, index) => shown.first + index + 1).map((number) => (
              <PdfPage
                key={number}
                pdf={pdf}
                number={number}
                top={starts[number - 1]!}
                size={layout.sizeOf(number)}
                scale={zoom.scale}
                hits={find.hitsOf(number)}
                hit={find.hit?.page === number ? find.hit : undefined}
                onSize={layout.tellSize}
                onGo={goTo}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
