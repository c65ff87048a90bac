/** The frame in which a file is read: a row of tools, what the viewer shows, or why it cannot be shown and what helps. */
import { useRef, useState, type ReactNode } from "react";
import { Download, Maximize2, Minimize2, RotateCw } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { KindIcon } from "../../ui/KindIcon";
import { TailTruncate } from "../../ui/TailTruncate";
import { saveAs } from "../saveAs";
import { tellUnknown, type Broken } from "./broken";
import { Tool, ToolsPlace } from "./frameTools";
import type { Source } from "./source";
import { useFullWindow } from "./useFullWindow";
import { useKeys } from "./useKeys";
import { viewers } from "./viewers";

interface PreviewProps {
  readonly source: Source;
  /** The files before and after this one. */
  readonly around?: ReactNode;
}

export function Preview({ source, around }: PreviewProps) {
  const t = useWords("viewers");
  const frame = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { isFull, toggle, leave } = useFullWindow(frame);
  useKeys(isFull ? { F: toggle, Escape: leave } : { F: toggle });
  const look = isFull ? "fixed inset-0 z-40 bg-page" : "edge-line-t min-h-100 flex-1 max-desk:min-h-120";
  return (
    <section ref={frame} aria-label={t("frame", { name: source.name })} data-preview className={`flex flex-col ${look}`}>
      <div role="group" aria-label={t("tools")} className="edge-line-b flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 px-6 max-desk:justify-between max-desk:px-2">
        {isFull && <TailTruncate name={source.name} className="max-w-80 font-bold max-desk:hidden" />}
        {around}
        <div ref={setPlace} className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 max-desk:order-last max-desk:min-h-11 max-desk:flex-none max-desk:basis-full max-desk:gap-x-1 max-desk:empty:hidden" />
        <Tool icon={isFull ? Minimize2 : Maximize2} words={isFull ? t("full.leave") : t("full.enter")} keys={isFull ? "Esc" : "F"} onPress={toggle} />
      </div>
      <div className="relative min-h-0 flex-1">
        <div className="absolute inset-0 overflow-auto bg-sub">
          <ToolsPlace value={place}>
            <Shown key={attempt} source={source} onAgain={() => setAttempt(attempt + 1)} />
          </ToolsPlace>
        </div>
      </div>
    </section>
  );
}

function Shown({ source, onAgain }: { readonly source: Source; readonly onAgain: () => void }) {
  const [broken, setBroken] = useState<Broken>();
  const viewer = viewers.find(({ takes }) => takes(source));
  if (source.sizeBytes === 0 || viewer === undefined) return <Refusal source={source} why={tellUnknown(source)} />;
  if (broken !== undefined) return <Refusal source={source} why={broken} onAgain={broken.kind === "unreachable" ? onAgain : undefined} />;
  return <viewer.View source={source} onBroken={(why = { kind: "damaged" }) => setBroken(why)} />;
}

function Refusal({ source, why, onAgain }: { readonly source: Source; readonly why: Broken; readonly onAgain?: () => void }) {
  const t = useWords("viewers");
  return (
    <div role="status" className="flex min-h-full flex-col items-center justify-center gap-3 px-6 py-10 text-center">
      <KindIcon kind="file" mediaType={source.mediaType} size={24} />
      <p className="text-section">{t(`broken.${why.kind}`, why.params)}</p>
      <p className="max-w-140 text-mute">{t(`broken_hint.${why.kind}`, why.params)}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-3">
        {onAgain && (
          <Button icon={RotateCw} onPress={onAgain}>
            {t("again")}
          </Button>
        )}
        {source.sizeBytes > 0 && (
          <Button icon={Download} onPress={() => saveAs(source.downloadUrl, source.name)}>
            {t("download")}
          </Button>
        )}
      </div>
    </div>
  );
}
