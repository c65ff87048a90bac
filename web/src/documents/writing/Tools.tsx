/** The toolbar with its dialogs; on a phone it stands on the keyboard. */
import { useRef, useState } from "react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import type { Writing } from "../useWriting";
import { readFormat, type Format } from "./format";
import { LinkDialog } from "./LinkDialog";
import { useKeyboardHeight } from "./phone";
import { PictureDialog } from "./PictureDialog";
import { ACCEPTED } from "./pictures";
import { SuggestMenu } from "./SuggestMenu";
import { Toolbar } from "./Toolbar";

/** The tabs of the phone, where no keyboard covers them. */
const TABS_PIXELS = 76;

interface ToolsProps {
  readonly writing: Writing;
  readonly isPhone: boolean;
  readonly onDone: () => void;
}

export function Tools({ writing, isPhone, onDone }: ToolsProps) {
  const t = useWords("writing");
  const { editor, pictures, suggestion } = writing;
  const keyboard = useKeyboardHeight();
  const files = useRef<HTMLInputElement>(null);
  const [isLinking, setLinking] = useState(false);
  const [described, setDescribed] = useState<Format["image"]>(null);
  const choose = () => files.current?.click();
  const take = () => {
    pictures.add([...(files.current?.files ?? [])], editor.getTextCursorPosition().block.id);
    // The same file may be chosen again.
    if (files.current) files.current.value = "";
  };
  return (
    <div
      className="edge-line-t flex min-w-0 items-center bg-page max-desk:fixed max-desk:inset-x-0 max-desk:z-30 print:hidden"
      style={isPhone ? { bottom: Math.max(keyboard, TABS_PIXELS) } : undefined}
    >
      <div className="min-w-0 flex-1">
        <Toolbar editor={editor} onPicture={choose} onDescribe={() => setDescribed(readFormat(editor).image)} onLink={() => setLinking(true)} />
      </div>
      {isPhone && (
        <Button look="outlined" className="mr-2" onPress={onDone}>
          {t("done")}
        </Button>
      )}
      <input ref={files} type="file" accept={ACCEPTED} multiple hidden aria-label={t("blocks.image")} onChange={take} />
      <SuggestMenu editor={editor} suggestion={suggestion} onPicture={choose} />
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
      {described && <PictureDialog editor={editor} image={described} onClose={() => setDescribed(null)} />}
    </div>
  );
}
