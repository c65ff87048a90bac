/** On a phone one reads first; a tap on the text, or the button, begins to write, and the toolbar stands on the keyboard. */
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { PencilLine } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import type { Editor } from "./makeEditor";

const PHONE = "(width < 48rem)";

function watchWidth(listener: () => void): () => void {
  const query = matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

interface Tapping {
  readonly isPhone: boolean;
  readonly isWriting: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

export function useTapToWrite(editor: Editor, canWrite: boolean): Tapping {
  const isPhone = useSyncExternalStore(watchWidth, () => matchMedia(PHONE).matches);
  const [hasBegun, setBegun] = useState(false);
  const isWriting = !isPhone || hasBegun;
  const start = useCallback(() => {
    // Within the tap itself, or the phone would not open its keyboard.
    editor.isEditable = true;
    editor.focus();
    setBegun(true);
  }, [editor]);
  const stop = useCallback(() => {
    editor.blur();
    setBegun(false);
  }, [editor]);
  useEffect(() => {
    const text = editor.domElement;
    if (!text || isWriting || !canWrite) return;
    const tap = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest("a, .mention, input")) return;
      const place = editor.prosemirrorView.posAtCoords({ left: event.clientX, top: event.clientY });
      start();
      if (place) editor._tiptapEditor.commands.setTextSelection(place.pos);
    };
    text.addEventListener("click", tap);
    return () => text.removeEventListener("click", tap);
  }, [editor, isWriting, canWrite, start]);
  return { isPhone, isWriting, start, stop };
}

export function PhoneBar({ onWrite }: { readonly onWrite: () => void }) {
  const t = useWords("writing");
  return (
    <div className="sticky bottom-0 z-20 flex justify-end p-4 print:hidden">
      <Button look="solid" size="decide" icon={PencilLine} className="shadow-float" onPress={onWrite}>
        {t("write")}
      </Button>
    </div>
  );
}

/** How far the keyboard covers the page from below. */
export function useKeyboardHeight(): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const look = () => setHeight(Math.max(0, window.innerHeight - view.height - view.offsetTop));
    look();
    view.addEventListener("resize", look);
    view.addEventListener("scroll", look);
    return () => {
      view.removeEventListener("resize", look);
      view.removeEventListener("scroll", look);
    };
  }, []);
  return height;
}
