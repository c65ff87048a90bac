/** One page: its picture on a canvas of bounded size, its text above it to select, links that stay in the file, hits. */
import { useEffect, useRef, useState } from "react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useWords } from "../../../kernel/words";
import { drawPage, type Drawn } from "./drawPage";
import type { Target } from "./targets";
import type { Size } from "./usePdf";
import type { PageHit } from "./usePdfFind";

/** A page that only passes by while one scrolls far is not drawn. */
const PASSING_MILLISECONDS = 60;

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  /** From 1. */
  readonly number: number;
  readonly top: number;
  readonly size: Size;
  readonly scale: number;
  readonly hits: readonly PageHit[];
  /** The one gone to. */
  readonly hit: PageHit | undefined;
  readonly onSize: (page: number, size: Size) => void;
  readonly onGo: (target: Target) => void;
}

export function PdfPage({ pdf, number, top, size, scale, hits, hit, onSize, onGo }: PdfPageProps) {
  const t = useWords("viewers");
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn | "broken">();
  useEffect(() => {
    const stopping = new AbortController();
    const places = { picture: picture.current!, text: text.current! };
    const draw = async () => {
      const drawing = { onSize: (of: Size) => onSize(number, of), signal: stopping.signal };
      const done = await drawPage(pdf, number, scale, places, drawing).catch(() => "broken" as const);
      if (!stopping.signal.aborted) setDrawn(done);
    };
    const timer = setTimeout(() => void draw(), PASSING_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [pdf, number, scale]);
  const isBroken = drawn === "broken";
  return (
    <div
      role="group"
      aria-label={t("pdf.page_name", { number })}
      data-page={number}
      data-drawn={drawn !== undefined || undefined}
      className="pdf-page edge-line absolute left-1/2 box-content -translate-x-1/2"
      style={{ top, width: size.width, height: size.height }}
    >
      <div ref={picture} aria-hidden="true" className="absolute inset-0" />
      <div ref={text} className="pdf-text" />
      {isBroken && <p className="absolute inset-x-0 top-1/3 px-6 text-center text-err">{t("pdf.page_broken", { number })}</p>}
      {drawn !== undefined && !isBroken && (
        <>
          <Hits drawn={drawn} hits={hits} hit={hit} />
          {drawn.links.map(({ box, target }, index) => (
            <button
              key={index}
              type="button"
              aria-label={t("pdf.link")}
              onClick={() => onGo(target)}
              className="absolute z-2"
              style={{ left: box.left * scale, top: box.top * scale, width: box.width * scale, height: box.height * scale }}
            />
          ))}
        </>
      )}
    </div>
  );
}

interface HitsProps {
  readonly drawn: Drawn;
  readonly hits: readonly PageHit[];
  readonly hit: PageHit | undefined;
}

/** Marks behind the words that were found, measured where the text stands. */
function Hits({ drawn, hits, hit }: HitsProps) {
  const here = useRef<HTMLDivElement>(null);
  const [boxes, setBoxes] = useState<readonly { readonly box: DOMRect; readonly isHit: boolean }[]>([]);
  useEffect(() => {
    const origin = here.current!.getBoundingClientRect();
    const found = hits.flatMap((each) => drawn.measure(each).map((box) => ({ box: new DOMRect(box.x - origin.x, box.y - origin.y, box.width, box.height), isHit: each === hit })));
    setBoxes(found);
  }, [drawn, hits, hit]);
  useEffect(() => {
    here.current?.querySelector("[data-hit]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [boxes]);
  return (
    <div ref={here} aria-hidden="true" className="pointer-events-none absolute inset-0">
      {boxes.map(({ box, isHit }, index) => (
        <span key={index} data-hit={isHit || undefined} className="pdf-hit" style={{ left: box.x, top: box.y, width: box.width, height: box.height }} />
      ))}
    </div>
  );
}
