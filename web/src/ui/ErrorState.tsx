/** What happened, what is safe, and the button that tries again. */
import type { ReactNode } from "react";
import { CircleAlert, RotateCw } from "lucide-react";
import { useWords } from "../kernel/words";
import { wordProblem } from "../kernel/problem";
import { Button } from "./Button";
import { Icon } from "./Icon";

interface ErrorStateProps {
  readonly title: string;
  /** The error itself; it is worded here. */
  readonly error?: unknown;
  readonly hint?: string;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
}

export function ErrorState({ title, error, hint, onRetry, actions }: ErrorStateProps) {
  const t = useWords("ui");
  return (
    <div role="alert" className="flex gap-3 rounded-card border border-l-8 border-err bg-page p-5">
      <Icon of={CircleAlert} size={24} className="text-err" />
      <div className="min-w-0">
        <p className="text-section text-err">{title}</p>
        <p>{hint ?? wordProblem(error)}</p>
        <div className="mt-3 flex flex-wrap gap-3">
          {onRetry && (
            <Button look="outlined" icon={RotateCw} onPress={onRetry}>
              {t("again")}
            </Button>
          )}
          {actions}
        </div>
      </div>
    </div>
  );
}
