/** A presentation: one slide large, the others small beside it; arrows turn. */
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { isComposing } from "../../../kernel/composing";
import { useWords } from "../../../kernel/words";
import { FrameTools, Tool } from "../frameTools";
import type { Source } from "../source";
import { Unshown } from "../Unshown";
import { useReadingFocus } from "../useReadingFocus";
import type { Deck } from "./shapes";
import { SlideView } from "./SlideView";

const SMALL = 132;
const KEYS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };

export function SlidesView({ source, deck }: { readonly source: Source; readonly deck: Deck }) {
  const t = useWords("previews");
  const [at, setAt] = useState(0);
  const stage = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const notes = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(0.5);
  useReadingFocus(stage);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setZoom(Math.max(0.1, Math.min(width / deck.width, height / deck.height)));
    });
    watcher.observe(stage.current!);
    return () => watcher.disconnect();
  }, [deck]);
  useEffect(() => {
    // No value: newer browsers give a promise, which React would take for the way back.
    list.current?.children[at]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [at]);
  const count = deck.slides.length;
  const turn = (by: number) => setAt(Math.max(0, Math.min(count - 1, at + by)));
  const type = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    // With another key held they are the browser's (Alt and ← goes back); in the notes they scroll.
    if (by === undefined || isComposing(event) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (notes.current?.contains(event.target as Node)) return;
    event.preventDefault();
    turn(by);
  };
  const slide = deck.slides[at]!;
  return (
    <section aria-label={source.name} className="flex h-full flex-col overflow-hidden bg-sub" onKeyDown={type}>
      <FrameTools>
        <Tool icon={ChevronLeft} words={t("slides.back")} isDisabled={at === 0} onPress={() => turn(-1)} />
        <span className="text-second whitespace-nowrap" aria-live="polite">
          {t("slides.place", { number: at + 1, count })}
        </span>
        <Tool icon={ChevronRight} words={t("slides.on")} isDisabled={at === count - 1} onPress={() => turn(1)} />
        {slide.is_hidden && <span className="text-second text-mute">{t("slides.hidden")}</span>}
        <Unshown unshown={deck.unshown} below />
      </FrameTools>
      <div className="flex min-h-0 flex-1 max-desk:flex-col-reverse">
        <div ref={list} className="edge-line-r flex shrink-0 flex-col gap-3 overflow-auto bg-page p-3 max-desk:flex-row">
          {deck.slides.map((each, place) => (
            <button
              key={place}
              type="button"
              aria-label={t("slides.place", { number: place + 1, count })}
              aria-current={place === at ? "true" : undefined}
              onClick={() => setAt(place)}
              className={`relative shrink-0 overflow-hidden rounded-chip text-left ${place === at ? "outline-3 outline-pri" : "outline-1 outline-line"} ${each.is_hidden ? "opacity-60" : ""}`}
              style={{ width: SMALL, height: (SMALL * deck.height) / deck.width, contentVisibility: "auto" }}
            >
              <div inert style={{ zoom: SMALL / deck.width }}>
                <SlideView source={source} deck={deck} slide={each} />
              </div>
            </button>
          ))}
        </div>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div ref={stage} tabIndex={0} role="group" aria-label={t("slides.place", { number: at + 1, count })} className="m-4 flex min-h-0 flex-1 items-center justify-center -outline-offset-4 max-desk:m-2">
            <div className="edge-line" style={{ zoom }}>
              <SlideView source={source} deck={deck} slide={slide} />
            </div>
          </div>
          {slide.notes !== "" && (
            <div ref={notes} className="edge-line-t max-h-28 overflow-auto bg-page px-4 py-2" tabIndex={0} role="region" aria-label={t("slides.notes")}>
              <p className="text-second text-mute">{t("slides.notes")}</p>
              <p className="whitespace-pre-wrap">{slide.notes}</p>
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
