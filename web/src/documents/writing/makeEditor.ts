/** The editor of one open document: our schema, the shared text, and nothing of BlockNote's own menus or colours. */
import { BlockNoteEditor, createExtension } from "@blocknote/core";
import { en, ja } from "@blocknote/core/locales";
import { withCollaboration } from "@blocknote/core/yjs";
import type { Language } from "../../kernel/words";
import { getWord } from "../../kernel/words";
import type { LiveRoom } from "../../live/provider";
import { documentSchema, FRAGMENT } from "../schema";
import { followAddress, isOurPicture, isSafeAddress } from "./addresses";
import { type Carets, makeCaretExtension } from "./carets";
import { makeFreshCaretExtension } from "./freshCaret";
import { keepOwnPictures } from "./pasted";
import type { Suggestion } from "./suggestion";

export type Editor = typeof documentSchema.BlockNoteEditor;

interface Parts {
  readonly carets: Carets;
  readonly suggestion: Suggestion;
  readonly language: Language;
  /** Pictures that were pasted as files. */
  readonly onPictures: (pictures: readonly File[]) => void;
  /** A mention of something was pressed. */
  readonly onMention: (kind: string, id: string) => void;
  /** Pasted markup held pictures of another place, which were left out. */
  readonly onForeignPictures: (count: number) => void;
}

function dictionary(language: Language) {
  const words = language === "ja" ? ja : en;
  return {
    ...words,
    placeholders: {
      ...words.placeholders,
      default: getWord("writing", "placeholder.line"),
      emptyDocument: getWord("writing", "placeholder.empty"),
      heading: getWord("writing", "placeholder.heading"),
      bulletListItem: getWord("writing", "placeholder.list"),
      numberedListItem: getWord("writing", "placeholder.list"),
      checkListItem: getWord("writing", "placeholder.list"),
    },
  };
}

/** The text and where others stand in it; of one that is only read, nobody does. */
export type Text = Pick<LiveRoom, "doc" | "awareness">;

export function makeEditor(room: Text, parts: Parts): Editor {
  const suggesting = createExtension({ key: "suggesting", prosemirrorPlugins: [parts.suggestion.plugin] });
  const options = {
    schema: documentSchema,
    dictionary: dictionary(parts.language),
    animations: false,
    defaultStyles: false,
    tables: { splitCells: true, headers: true },
    // Ours are in the toolbar, the pages and the picture list; BlockNote's would stand beside them.
    disableExtensions: ["dropFile", "suggestionMenu", "formattingToolbar", "linkToolbar", "filePanel", "tableHandles"],
    extensions: [makeFreshCaretExtension(), makeCaretExtension(room.awareness, parts.carets), suggesting],
    domAttributes: {
      editor: { role: "textbox", "aria-multiline": "true", "aria-label": getWord("writing", "text"), class: "writing" },
    },
    links: {
      HTMLAttributes: { target: "_blank", rel: "noopener noreferrer" },
      isValidLink: isSafeAddress,
      onClick: (event: MouseEvent, editor: { readonly isEditable: boolean }) => {
        const address = event.target instanceof Element ? event.target.closest("a")?.getAttribute("href") : null;
        // While writing a click sets the cursor, as in the text around it.
        if (address && (!editor.isEditable || event.ctrlKey || event.metaKey)) followAddress(address);
        return false;
      },
    },
    resolveFileUrl: async (address: string) => (isOurPicture(address) ? address : ""),
    pasteHandler: ({ event, defaultPasteHandler }: PasteContext) => {
      const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
      const hasText = event.clipboardData?.types.some((type) => type === "text/html" || type === "text/plain") ?? false;
      if (files.length === 0 || hasText) return defaultPasteHandler();
      parts.onPictures(files);
      return true;
    },
    _tiptapOptions: {
      injectCSS: false,
      editorProps: {
        // What stands under the bars above is not seen.
        scrollMargin: { top: 152, bottom: 72, left: 0, right: 0 },
        scrollThreshold: { top: 152, bottom: 40, left: 0, right: 0 },
        transformPastedHTML: (markup: string) => keepOwnPictures(markup, parts.onForeignPictures),
        handleClick: (view: { readonly editable: boolean }, _position: number, event: MouseEvent) => {
          if (view.editable && !event.ctrlKey && !event.metaKey) return false;
          const piece = event.target instanceof Element ? event.target.closest<HTMLElement>(".mention") : null;
          const { kind, id } = piece?.dataset ?? {};
          if (kind && id) parts.onMention(kind, id);
          return false;
        },
      },
    },
  };
  const collaboration = {
    fragment: room.doc.getXmlFragment(FRAGMENT),
    user: { name: "", color: "" },
    // Carets are drawn by our own extension; see `carets.ts`.
    provider: { awareness: undefined },
  };
  return BlockNoteEditor.create(withCollaboration({ ...options, collaboration }));
}

interface PasteContext {
  readonly event: ClipboardEvent;
  readonly defaultPasteHandler: () => boolean | undefined;
}
