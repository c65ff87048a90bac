/** A file that LibreOffice alone reads: waited for, then its pages. Without LibreOffice it is said what helps. */
import { useEffect } from "react";
import { isProblem } from "../../../kernel/problem";
import { useWords } from "../../../kernel/words";
import { ErrorState } from "../../../ui/ErrorState";
import { SkeletonRows, useIsLate } from "../../../ui/Skeleton";
import { PdfView } from "../pdf/PdfView";
import type { ViewerProps } from "../viewers";
import { reasonOf } from "./PaperSwitch";
import { usePaper } from "./usePaper";

const OLD = /\.(doc|xls|ppt)$/i;

export function PaperView({ source, onBroken }: ViewerProps) {
  const t = useWords("previews");
  const { pdf, error, again } = usePaper(source, true);
  const isUnknown = pdf === null && !OLD.test(source.name);
  useEffect(() => {
    if (isUnknown) onBroken({ kind: "unknown" });
  }, [isUnknown]);
  if (pdf === null || isProblem(error, "not_readable")) {
    return (
      <div className="flex min-h-full flex-col items-center justify-center px-6 py-12 text-center">
        <p className="font-bold">{t("problems.not_readable")}</p>
        <p className="pt-1">{t(`reasons.${pdf === null ? "is_old_office" : reasonOf(error)}`)}</p>
      </div>
    );
  }
  if (error !== null) {
    return (
      <div className="p-6 max-desk:p-4">
        <ErrorState title={t("lost")} error={error} onRetry={again} />
      </div>
    );
  }
  return pdf === undefined ? <Opening /> : <PdfView source={pdf} onBroken={onBroken} />;
}

function Opening() {
  const t = useWords("previews");
  const isLong = useIsLate(1000);
  return (
    <div className="mx-auto max-w-140 p-6">
      {isLong && (
        <p role="status" className="pb-4 text-mute">
          {t("paper.opening")}
        </p>
      )}
      <SkeletonRows count={6} />
    </div>
  );
}
