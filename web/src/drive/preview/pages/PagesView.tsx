/** A Word file as pages, one below the other. */
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../../../kernel/words";
import { MINCHO_FONTS } from "../officeFonts";
import { Paper } from "../Paper";
import type { Source } from "../source";
import { Blocks, Pieced } from "./Blocks";
import { joinSections, splitAtBreaks, splitByHeight, type Piece } from "./paginate";
import { PageContext } from "./Runs";
import type { Section, WordPages } from "./shapes";

interface PagesViewProps {
  readonly source: Source;
  readonly word: WordPages;
}

interface Page {
  readonly section: Section;
  readonly pieces: readonly Piece[];
  readonly isFirst: boolean;
}

export function PagesView({ source, word }: PagesViewProps) {
  const t = useWords("previews");
  const sections = useMemo(() => joinSections(word.sections), [word]);
  const [measured, setMeasured] = useState<readonly Page[]>();
  const needsMeasure = !word.has_turns;
  const pages = measured ?? (needsMeasure ? undefined : pagesOf(sections, (section) => splitAtBreaks(section.blocks)));
  const width = Math.max(...sections.map((section) => section.width));
  return (
    <Paper source={source} width={width} unshown={word.unshown} count={pages === undefined ? "" : t("pages.count", { count: pages.length })}>
      {pages === undefined ? (
        <Measured source={source} sections={sections} onMeasured={setMeasured} />
      ) : (
        pages.map((page, at) => (
          <PageView key={at} source={source} page={page} number={at + 1} count={pages.length}>
            {at === pages.length - 1 && <Notes word={word} />}
          </PageView>
        ))
      )}
    </Paper>
  );
}

function pagesOf(sections: readonly Section[], split: (section: Section) => readonly (readonly Piece[])[]): readonly Page[] {
  return sections.flatMap((section) => split(section).map((pieces, at) => ({ section, pieces, isFirst: at === 0 })));
}

/** Drawn once, unseen, to learn how high each block is on this screen with these fonts. */
function Measured({ source, sections, onMeasured }: { readonly source: Source; readonly sections: readonly Section[]; readonly onMeasured: (pages: readonly Page[]) => void }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let isOver = false;
    void document.fonts.ready.then(() => {
      if (isOver || place.current === null) return;
      const drawn = [...place.current.children];
      const zoom = Number(getComputedStyle(place.current.parentElement!).zoom) || 1;
      onMeasured(pagesOf(sections, (section) => splitByHeight(section.blocks, heightsIn(drawn[sections.indexOf(section)]!, zoom), roomOf(section))));
    });
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <div ref={place} aria-hidden="true" className="invisible h-0 overflow-hidden">
      {sections.map((section, at) => (
        <div key={at} style={{ width: section.width - section.margins[1] - section.margins[3], fontFamily: MINCHO_FONTS }}>
          <PageContext value={{ source, page: 1, pages: 1, pitch: section.pitch, margins: section.margins }}>
            <Blocks blocks={section.blocks} />
          </PageContext>
        </div>
      ))}
    </div>
  );
}

function heightsIn(section: Element, zoom: number): number[][] {
  const heightOf = (element: Element) => element.getBoundingClientRect().height / zoom;
  return [...section.children].map((block) => (block.tagName === "TABLE" ? [...block.querySelectorAll(":scope > tbody > tr")].map(heightOf) : [heightOf(block)]));
}

const roomOf = (section: Section): number => section.height - section.margins[0] - section.margins[2];

interface PageViewProps {
  readonly source: Source;
  readonly page: Page;
  readonly number: number;
  readonly count: number;
  readonly children: React.ReactNode;
}

function PageView({ source, page: { section, pieces, isFirst }, number, count, children }: PageViewProps) {
  const t = useWords("previews");
  const { margins, edges } = section;
  const [header, footer] = isFirst && section.first !== null ? section.first : [section.header, section.footer];
  return (
    <PageContext value={{ source, page: number, pages: count, pitch: section.pitch, margins }}>
      <div
        role="group"
        aria-label={t("pages.page", { number, count })}
        data-theme="light"
        className="edge-line relative isolate mx-auto mb-4 flex flex-col bg-page text-ink"
        style={{ width: section.width, minHeight: section.height, fontFamily: MINCHO_FONTS, contentVisibility: "auto", containIntrinsicSize: `${section.width}px ${section.height}px` }}
      >
        <div style={{ minHeight: margins[0], padding: `${edges[0]}px ${margins[1]}px 0 ${margins[3]}px` }}>
          <Blocks blocks={header} />
        </div>
        <div
          style={{
            flex: 1,
            margin: `0 ${margins[1]}px 0 ${margins[3]}px`,
            ...(section.vertical ? { writingMode: "vertical-rl" as const, height: section.height - margins[0] - margins[2], flex: "none" } : {}),
          }}
        >
          {pieces.map((piece, at) => (
            <Pieced key={at} piece={piece} />
          ))}
          {children}
        </div>
        <div style={{ minHeight: margins[2], padding: `8px ${margins[1]}px ${edges[1]}px ${margins[3]}px`, display: "flex", flexDirection: "column", justifyContent: "flex-end" }}>
          <div>
            <Blocks blocks={footer} />
          </div>
        </div>
      </div>
    </PageContext>
  );
}

function Notes({ word }: { readonly word: WordPages }) {
  if (word.notes.length === 0) return null;
  return (
    <div style={{ marginTop: 24, borderTop: "1px solid currentColor", paddingTop: 8 }}>
      {word.notes.map(({ mark, blocks }, at) => (
        <div key={at} style={{ display: "flex", gap: 6 }}>
          <span style={{ fontSize: 11 }}>{mark}</span>
          <div style={{ flex: 1 }}>
            <Blocks blocks={blocks} />
          </div>
        </div>
      ))}
    </div>
  );
}
