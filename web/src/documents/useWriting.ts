/** The editor of the open room, made once its text is there and ended with it; with it the carets, menus and pictures. */
import { useEffect, useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { addressOf } from "../drive/addresses";
import { fetchDetail } from "../drive/api";
import { getPreferences } from "../kernel/preferences";
import { getWord } from "../kernel/words";
import { showToast, showTrouble } from "../ui/toasts";
import type { LiveRoom } from "../live/provider";
import { Carets } from "./writing/carets";
import { putBlock } from "./writing/format";
import { makeEditor, type Editor, type Text } from "./writing/makeEditor";
import { Pictures } from "./writing/pictures";
import { Suggestion } from "./writing/suggestion";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface Writing {
  readonly editor: Editor;
  readonly carets: Carets;
  readonly suggestion: Suggestion;
  readonly pictures: Pictures;
}

export function useWriting(id: string, room: LiveRoom | null, isReady: boolean): Writing | null {
  const [writing, setWriting] = useState<Writing | null>(null);
  const navigate = useNavigate();
  useEffect(() => {
    if (room === null || !isReady) return;
    const open = (address: string) => void navigate({ to: address });
    const made = startWriting(id, room, open);
    setWriting(made);
    return () => {
      made.pictures.close();
      setWriting(null);
    };
  }, [id, room, isReady, navigate]);
  return writing;
}

/** `open` is null where a mention leads nowhere: outside nobody may ask what it is. */
export function startWriting(id: string, room: Text, open: ((address: string) => void) | null): Writing {
  const carets = new Carets();
  const suggestion = new Suggestion();
  const pictures = new Pictures(id, (url, near) => putBlock(editor, { type: "image", props: { url } }, near));
  const editor = makeEditor(room, {
    carets,
    suggestion,
    language: getPreferences().language,
    onPictures: (files) => pictures.add(files, editor.getTextCursorPosition().block.id),
    onMention: (kind, mentioned) => open !== null && void openMentioned(kind, mentioned, open),
    onForeignPictures: (count) => showToast({ words: getWord("writing", "picture.foreign", { count }), look: "trouble" }),
  });
  return { editor, carets, suggestion, pictures };
}

/** A mention says only an id, written by anybody: what it is and whether I may see it is asked when it is pressed. */
async function openMentioned(kind: string, id: string, open: (address: string) => void): Promise<void> {
  if (!UUID.test(id)) return;
  if (kind === "person") open(`/people/${id}`);
  if (kind === "unit") open(`/people/units/${id}`);
  if (kind !== "thing") return;
  try {
    const { item } = await fetchDetail(id, {});
    open(addressOf(item.kind, item.id));
  } catch (error) {
    showTrouble(error);
  }
}
