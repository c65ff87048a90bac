/** Nothing here yet: one sentence, and the one or two things to do about it. */
import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ title, hint, actions }: EmptyStateProps) {
  return (
    <div className="py-6">
      <p className="text-section">{title}</p>
      {hint && <p className="mt-1 text-mute">{hint}</p>}
      {actions && <div className="mt-4 flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
