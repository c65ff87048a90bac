/** One file from this machine over a place of the page, and dropped on it. */
import { useState, type DragEvent } from "react";
import { hasFiles } from "../list/dragging";

export function useFileDrop(isTaken: boolean, onFile: (file: File) => void) {
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
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!isTaken || !hasFiles(event)) return;
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file !== undefined) onFile(file);
      },
    },
  };
}
