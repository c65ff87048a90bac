/** Text and code, as plain as they are: numbered lines, wrapped or not, found in, copied, printed; nothing of it runs. */
import { useEffect, useRef, useState } from "react";
import { Copy, Printer, Search, WrapText } from "lucide-react";
import { VList, type VListHandle } from "virtua";
import { useWords } from "../../../kernel/words";
import { copyText } from "../../../ui/copyText";
import { wordSize } from "../../../ui/dates";
import { showToast } from "../../../ui/toasts";
import { tellBroken } from "../broken";
import { findAll, fold, type Hit } from "../fold";
import { FindBar } from "../FindBar";
import { FrameTools, Tool } from "../frameTools";
import { breathe, charsetOf } from "../letters";
import { printPaper } from "../print";
import { useBytes } from "../useBytes";
import { MOST_HITS, useFind, type Look } from "../useFind";
import { useKeys } from "../useKeys";
import { useReadingFocus } from "../useReadingFocus";
import type { ViewerProps } from "../viewers";
import { Waiting } from "../Waiting";
import { readLines, type Line } from "./lines";

const MOST_BYTES = 16 * 2 ** 20;
const MOST_PRINTED_LINES = 20_000;
const LINES_AT_ONCE = 2000;
/** Letters of one width, where the machine has them: columns of code and of old lists stand below each other. */
const FONT = '"BIZ UDGothic", "MS Gothic", "Osaka-Mono", "Noto Sans Mono CJK JP", "Noto Sans JP", monospace';

interface Read {
  readonly lines: readonly Line[];
  readonly charset: string;
}

export function TextView({ source, onBroken }: ViewerProps) {
  const { received, bytes } = useBytes(source, MOST_BYTES, onBroken);
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    if (bytes === undefined) return undefined;
    let isOver = false;
    const charset = charsetOf(source.mediaType, bytes);
    readLines(bytes, charset).then(
      (lines) => !isOver && setRead({ lines, charset }),
      (error: unknown) => !isOver && onBroken(tellBroken(error)),
    );
    return () => {
      isOver = true;
    };
  }, [bytes]);
  if (read === undefined) return <Waiting received={received} size={Math.min(MOST_BYTES, source.sizeBytes)} />;
  return <Lines source={source} {...read} isPart={source.sizeBytes > MOST_BYTES} />;
}

interface LineHit extends Hit {
  readonly row: number;
}

interface LinesProps extends Pick<ViewerProps, "source">, Read {
  readonly isPart: boolean;
}

function Lines({ source, lines, charset, isPart }: LinesProps) {
  const t = useWords("viewers");
  const list = useRef<VListHandle>(null);
  const place = useRef<HTMLDivElement>(null);
  const [isWrapping, setWrapping] = useState(true);
  useReadingFocus(place, "[role='document']");
  const look: Look<LineHit> = async (wanted, tell, signal) => {
    const found: LineHit[] = [];
    for (let row = 0; row < lines.length && found.length < MOST_HITS; row += 1) {
      if (row % LINES_AT_ONCE === LINES_AT_ONCE - 1) {
        await breathe();
        if (signal.aborted) return;
        tell([...found]);
      }
      for (const hit of findAll(fold(lines[row]!.text), wanted)) found.push({ ...hit, row });
    }
    tell(found);
  };
  const topRow = () => list.current?.findItemIndex(list.current.scrollOffset) ?? 0;
  const find = useFind(look, ({ row }) => row >= topRow(), lines);
  useEffect(() => {
    if (find.hit !== undefined) list.current?.scrollToIndex(find.hit.row, { align: "center" });
  }, [find.hit]);
  const whole = () => lines.map(({ text, number }, row) => (row > 0 && number !== null ? `\n${text}` : text)).join("");
  const copy = async () => {
    if (await copyText(whole())) showToast({ words: t("text.copied"), icon: Copy });
  };
  const print = () => {
    if (lines.length > MOST_PRINTED_LINES) {
      showToast({ words: t("print.too_large"), look: "trouble" });
      return;
    }
    const paper = document.createElement("pre");
    paper.textContent = whole();
    void printPaper(paper);
  };
  useKeys({ "Ctrl+F": find.open, "Ctrl+P": print });
  const count = lines.findLast(({ number }) => number !== null)?.number ?? 1;
  const digits = String(count).length;
  const isMarkup = /html|svg/.test(source.mediaType);
  return (
    <div ref={place} className="relative flex h-full flex-col bg-page">
      <FrameTools>
        <span className="text-second text-mute max-desk:hidden">
          {t("text.count", { count: count.toLocaleString() })}・{charset.toUpperCase()}
        </span>
        <div className="flex items-center">
          <Tool icon={WrapText} words={t("text.wrap")} isPressed={isWrapping} onPress={() => setWrapping(!isWrapping)} />
          <Tool icon={Copy} words={t("text.copy")} onPress={() => void copy()} />
          <Tool icon={Search} words={t("find.act")} keys="Ctrl+F" isPressed={find.isOpen} onPress={find.open} />
          <Tool icon={Printer} words={t("print.act")} keys="Ctrl+P" onPress={print} />
        </div>
      </FrameTools>
      {(isPart || isMarkup) && <p className="edge-line-b shrink-0 bg-sub px-6 py-2 text-second max-desk:px-4">{isPart ? t("text.part", { size: wordSize(MOST_BYTES) }) : t("text.markup")}</p>}
      {find.isOpen && <FindBar find={find} onClose={() => place.current?.querySelector<HTMLElement>("[role='document']")?.focus()} />}
      <VList ref={list} key={String(isWrapping)} tabIndex={0} role="document" aria-label={t("text.lines", { name: source.name })} className="min-h-0 flex-1 -outline-offset-4" style={{ fontFamily: FONT }} data={lines}>
        {(line, row) => (
          <div key={row} className={`flex gap-4 px-6 max-desk:px-3 ${isWrapping ? "" : "w-max min-w-full"}`}>
            <span aria-hidden="true" className="shrink-0 text-right text-second leading-6 text-mute select-none" style={{ width: `${digits}ch` }}>
              {line.number}
            </span>
            <span className={`min-h-6 min-w-0 flex-1 tab-4 ${isWrapping ? "break-words whitespace-pre-wrap" : "whitespace-pre"}`}>
              <Marked text={line.text} hits={find.hits} hit={find.hit} row={row} />
            </span>
          </div>
        )}
      </VList>
    </div>
  );
}

interface MarkedProps {
  readonly text: string;
  readonly hits: readonly LineHit[];
  readonly hit: LineHit | undefined;
  readonly row: number;
}

function Marked({ text, hits, hit, row }: MarkedProps) {
  const here = hits.filter((each) => each.row === row);
  if (here.length === 0) return text;
  let at = 0;
  const parts = here.map((each) => {
    const before = text.slice(at, each.start);
    at = each.end;
    return (
      <span key={each.start}>
        {before}
        <mark className={`bg-mark text-ink ${each === hit ? "outline-2 outline-current" : ""}`}>{text.slice(each.start, each.end)}</mark>
      </span>
    );
  });
  return [...parts, text.slice(at)];
}
