/** Where the editor stands: it draws the text itself; pictures may be dropped on it. */
import { useLayoutEffect, useRef, type DragEvent, type MouseEvent } from "react";
import { hasFiles } from "../../ui/useFileDrop";
import type { Writing } from "../useWriting";
import { isSafeAddress } from "./addresses";
import { BlockHandle } from "./BlockHandle";
import { PictureList } from "./PictureList";

export function TextPlace({ writing, isWriting }: { readonly writing: Writing; readonly isWriting: boolean }) {
  const { editor, pictures } = writing;
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    editor.mount(host.current!);
    return () => editor.unmount();
  }, [editor]);
  const drop = (event: DragEvent) => {
    const files = [...event.dataTransfer.files];
    if (files.length === 0 || !isWriting) return;
    event.preventDefault();
    event.stopPropagation();
    const block = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-node-type="blockContainer"]');
    pictures.add(files, block?.dataset["id"]);
  };
  return (
    <div className="relative flex flex-1 flex-col">
      <div
        ref={host}
        className="bn-root flex-1"
        onClickCapture={refuseUnsafe}
        onDragOverCapture={(event) => hasFiles(event) && event.preventDefault()}
        onDropCapture={drop}
      />
      {isWriting && <BlockHandle editor={editor} />}
      <PictureList pictures={pictures} />
    </div>
  );
}

/** Where nothing can be written the browser itself follows links; one that leads nowhere safe is not followed at all. */
function refuseUnsafe(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link !== null && !isSafeAddress(link.getAttribute("href") ?? "")) event.preventDefault();
}
