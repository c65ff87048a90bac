/** Something read from the editor, drawn again only when it differs: the toolbar must not follow every letter. */
import { useEffect, useState } from "react";
import type { Editor } from "./makeEditor";

export function useEditorValue<T>(editor: Editor, read: (editor: Editor) => T): T {
  const [value, setValue] = useState(() => read(editor));
  useEffect(() => {
    let isWaiting = false;
    const look = () => {
      isWaiting = false;
      const next = read(editor);
      setValue((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    // Once a frame is enough, and by then the editor has settled.
    const soon = () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(look);
    };
    look();
    const ends = [editor.onChange(soon, true), editor.onSelectionChange(soon, true)];
    return () => {
      for (const end of ends) end?.();
    };
  }, [editor, read]);
  return value;
}
