/** The head of a section of home: its name, a line below, and at the right a link or a count. */
import type { ReactNode } from "react";

interface SectionHeadProps {
  readonly id: string;
  readonly title: string;
  readonly children?: ReactNode;
}

export function SectionHead({ id, title, children }: SectionHeadProps) {
  return (
    <div className="edge-line-b flex min-h-9 items-end gap-4 pb-1.5">
      <h2 id={id} className="text-section">
        {title}
      </h2>
      <span className="ml-auto shrink-0 text-second text-mute">{children}</span>
    </div>
  );
}
