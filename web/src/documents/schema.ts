/**
 * What a page may hold. The server writes the same kinds with the same properties
 * (`src/zencho/documents/blocknote.py`): a kind or property added here is added there, or browsers repair what the
 * server wrote. `ydoc.test.ts` fails when the two part.
 */
import {
  BlockNoteSchema,
  createInlineContentSpec,
  defaultBlockSpecs,
  defaultInlineContentSpecs,
} from "@blocknote/core";
import { getWord } from "../kernel/words";

/** A person, a thing or a unit named in the text. The label is what was shown when it was written. */
const mention = createInlineContentSpec(
  {
    type: "mention",
    content: "none",
    propSchema: { kind: { default: "" }, id: { default: "" }, label: { default: "" } },
  },
  {
    render: (piece) => {
      const dom = document.createElement("span");
      dom.className = "mention";
      dom.dataset["kind"] = piece.props.kind;
      dom.textContent = piece.props.label;
      return { dom };
    },
  },
);

const {
  bulletListItem,
  checkListItem,
  codeBlock,
  divider,
  heading,
  image,
  numberedListItem,
  paragraph,
  quote,
  table,
} = defaultBlockSpecs;

/** The box of a check list has no words of its own: readers hear what a tick in it means. */
const namedCheckListItem: typeof checkListItem = {
  ...checkListItem,
  implementation: {
    ...checkListItem.implementation,
    render(...given) {
      const drawn = checkListItem.implementation.render.apply(this, given);
      drawn.dom.querySelector("input")?.setAttribute("aria-label", getWord("writing", "checked"));
      return drawn;
    },
  },
};

export const documentSchema = BlockNoteSchema.create({
  blockSpecs: {
    paragraph,
    heading,
    bulletListItem,
    numberedListItem,
    checkListItem: namedCheckListItem,
    quote,
    codeBlock,
    divider,
    image,
    table,
  },
  inlineContentSpecs: { ...defaultInlineContentSpecs, mention },
});

/** The fragment of the Yjs document that the editor is bound to; the server's writer uses the same name. */
export const FRAGMENT = "document";
