/** What our own reader shows, at once; and where LibreOffice is there, a switch to the file as it comes onto paper. */
import { Suspense, useState, type ReactNode } from "react";
import { FileText } from "lucide-react";
import { isProblem } from "../../../kernel/problem";
import { useWords } from "../../../kernel/words";
import { drawLater } from "../../../ui/later";
import { FrameTools, Tool } from "../frameTools";
import type { Source } from "../source";
import { useIsOffered, usePaper, useWantsPaper, type Sort } from "./usePaper";

const PdfView = drawLater(async () => (await import("../pdf/PdfView")).PdfView);

interface PaperSwitchProps {
  readonly source: Source;
  readonly sort: Sort;
  readonly children: ReactNode;
}

export function PaperSwitch({ source, sort, children }: PaperSwitchProps) {
  const t = useWords("previews");
  const isOffered = useIsOffered(source);
  const [wants, setWants] = useWantsPaper(sort);
  const isWanted = wants && isOffered;
  const { pdf, error } = usePaper(source, isWanted);
  const [isBroken, setBroken] = useState(false);
  const isFailed = error !== null || isBroken;
  const isShown = isWanted && !isFailed && pdf;
  return (
    <div className="flex h-full flex-col">
      <FrameTools>
        <div className="contents">{isOffered && <Tool icon={FileText} words={t("paper.act")} isPressed={wants} onPress={() => setWants(!wants)} />}</div>
      </FrameTools>
      {isWanted && !isShown && (
        <p role="status" className="edge-line-b bg-page px-6 py-2 text-second text-mute max-desk:px-4">
          {isFailed ? t("paper.failed", { why: t(`reasons.${reasonOf(error)}`) }) : t("paper.making")}
        </p>
      )}
      <div className="min-h-0 flex-1">
        {isShown ? (
          <Suspense fallback={null}>
            <PdfView source={pdf} onBroken={() => setBroken(true)} />
          </Suspense>
        ) : (
          children
        )}
      </div>
    </div>
  );
}

export function reasonOf(error: Error | null): string {
  return isProblem(error, "not_readable") ? String(error.params["reason"]) : "not_rendered";
}
