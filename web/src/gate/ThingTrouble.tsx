/** What a page shows instead of a thing it could not open: the explained 403, the honest 404, or another try. */
import { isProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { ErrorState } from "../ui/ErrorState";
import { NotFoundPage } from "./NotFoundPage";
import { RefusedPage } from "./RefusedPage";

interface ThingTroubleProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

export function ThingTrouble({ error, onRetry }: ThingTroubleProps) {
  const t = useWords("gate");
  if (isProblem(error) && error.status === 404) return <NotFoundPage />;
  if (isProblem(error) && error.status === 403) return <RefusedPage problem={error} />;
  return (
    <div className="max-w-180 px-10 py-10 max-desk:px-4">
      <ErrorState title={t("trouble")} error={error} onRetry={onRetry} />
    </div>
  );
}
