/** The frame of what stands beside a file: a column as high as the preview, or a sheet over it. */
import type { ReactNode } from "react";
import { X } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { showFilePanel, useHasColumn } from "./filePanel";
import { useHasUploadPanel } from "./upload/useHasUploadPanel";

interface FileColumnProps {
  readonly name: string;
  readonly title: string;
  readonly closeName: string;
  readonly children: ReactNode;
  /** Stays in sight while the rest scrolls. */
  readonly foot: ReactNode;
  /** Where the foot stands in a sheet: what is brought in comes first, what is answered last. */
  readonly footInSheet: "first" | "last";
}

export function FileColumn({ name, title, closeName, children, foot, footInSheet }: FileColumnProps) {
  const ui = useWords("ui");
  const isColumn = useHasColumn();
  const hasUploadPanel = useHasUploadPanel();
  const close = () => showFilePanel(null);
  if (!isColumn) {
    return (
      <Dialog isOpen title={title} onClose={close}>
        <div className="-mx-4">
          {footInSheet === "first" && foot}
          {children}
          {footInSheet === "last" && foot}
        </div>
      </Dialog>
    );
  }
  return (
    <aside data-region="panel" tabIndex={-1} aria-label={name} className="edge-line-t edge-line-l flex min-h-0 w-80 shrink-0 flex-col overflow-hidden bg-page">
      <header className="edge-line-b flex items-center gap-2 py-1 pr-1 pl-4">
        <h2 className="flex-1 text-section">{title}</h2>
        <Button look="quiet" icon={X} aria-label={closeName} onPress={close}>
          {ui("close")}
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={name}>
        {children}
      </div>
      {foot}
      {/* Uploads report in the same corner. */}
      {hasUploadPanel && <div className="h-44 shrink-0" />}
    </aside>
  );
}
