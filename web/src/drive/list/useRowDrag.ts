/** Rows dragged onto folders; files from outside dropped onto a folder's row, or one onto the row of its older version. */
import { useState, type DragEvent } from "react";
import { hasFiles, isLeaving } from "../../ui/useFileDrop";
import type { Item } from "../shapes";
import { isSameKind } from "../versions/kinds";
import { can } from "../wording";
import { getDragged, startDrag } from "./dragging";

interface RowDrag {
  readonly find: (id: string) => Item | undefined;
  readonly pick: (id: string) => readonly Item[];
  readonly onItems?: (items: readonly Item[], folder: Item) => void;
  readonly onFiles?: (transfer: DataTransfer, folder: Item) => void;
  readonly onVersion?: (file: File, item: Item) => void;
}

export function useRowDrag({ find, pick, onItems, onFiles, onVersion }: RowDrag) {
  const [target, setTarget] = useState<string | null>(null);
  const takes = (id: string, event: DragEvent): Item | undefined => {
    const folder = find(id);
    if (onVersion !== undefined && folder?.kind === "file" && can(folder, "file.replace")) return hasOneFile(event) ? folder : undefined;
    if (folder?.kind !== "folder" || !can(folder, "folder.add")) return undefined;
    const dragged = getDragged(event);
    const isItems = onItems !== undefined && dragged.length > 0 && !dragged.some((item) => item.id === id);
    return isItems || (onFiles !== undefined && hasFiles(event)) ? folder : undefined;
  };
  return {
    target,
    hands: {
      onDragStart: (id: string, event: DragEvent) => startDrag(event, pick(id)),
      onDragOver: (id: string, event: DragEvent) => {
        if (takes(id, event) === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        if (target !== id) setTarget(id);
      },
      onDragLeave: (_id: string, event: DragEvent) => {
        if (isLeaving(event)) setTarget(null);
      },
      onDrop: (id: string, event: DragEvent) => {
        const folder = takes(id, event);
        setTarget(null);
        if (folder === undefined) return;
        const file = folder.kind === "file" ? event.dataTransfer.files[0] : undefined;
        // Of another kind it is no version of this one: the page takes it into the folder.
        if (folder.kind === "file" && (file === undefined || !isSameKind(file, folder))) return;
        event.preventDefault();
        event.stopPropagation();
        if (file !== undefined) onVersion?.(file, folder);
        else if (hasFiles(event)) onFiles?.(event.dataTransfer, folder);
        else onItems?.(getDragged(event), folder);
      },
    },
  };
}

/** How many there are is known before the drop, what they are called is not. */
function hasOneFile(event: DragEvent): boolean {
  return hasFiles(event) && event.dataTransfer.items.length === 1;
}
