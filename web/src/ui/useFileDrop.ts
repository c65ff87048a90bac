/** Files from this machine over a place of the page, and dropped on it. What holds the place takes nothing of them. */
import { useState, type DragEvent } from "react";

export function useFileDrop(isTaken: boolean, onDrop: (transfer: DataTransfer) => void) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    hands: {
      onDragOver: (event: DragEvent) => {
        if (!isTaken || !hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (isLeaving(event)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!isTaken || !hasFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onDrop(event.dataTransfer);
      },
    },
  };
}

export function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes("Files");
}

/** Out of the place, not only onto something within it. */
export function isLeaving(event: DragEvent): boolean {
  return !event.currentTarget.contains(event.relatedTarget as Node | null);
}
