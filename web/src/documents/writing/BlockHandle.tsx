/** Beside the block under the pointer: hold to move it, press for what else can be done. Keys: Ctrl+Shift+↑ ↓. */
import { useSyncExternalStore } from "react";
import { SideMenuExtension } from "@blocknote/core/extensions";
import { ArrowDown, ArrowUp, Copy, GripVertical, Trash2 } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import type { Editor } from "./makeEditor";

export function BlockHandle({ editor }: { readonly editor: Editor }) {
  const t = useWords("writing");
  const side = editor.getExtension(SideMenuExtension)!;
  const state = useSyncExternalStore(
    (listener) => side.store.subscribe(listener),
    () => side.store.state,
  );
  if (!state?.show || !editor.isEditable) return null;
  const { block, referencePos } = state;
  const frame = editor.domElement?.parentElement?.getBoundingClientRect();
  // The pointer on the handle is still about the block.
  const belong = (element: HTMLElement | null) => {
    if (element === null) return;
    editor.registerPortalElement(element);
    return () => editor.unregisterPortalElement(element);
  };
  const copy = () => {
    const { type, props, content } = block;
    // The copy has ids of its own.
    editor.insertBlocks([{ type, props, content } as never], block, "after");
  };
  return (
    <div ref={belong} className="absolute z-10 print:hidden max-desk:hidden" style={{ top: referencePos.top - (frame?.top ?? 0), left: -32 }}>
      <Menu
        name={t("handle.name")}
        placement="bottom start"
        acts={[
          { id: "up", label: t("handle.up"), icon: ArrowUp, keys: "Ctrl+Shift+↑", onAction: () => editor.moveBlocksUp(block.id) },
          { id: "down", label: t("handle.down"), icon: ArrowDown, keys: "Ctrl+Shift+↓", onAction: () => editor.moveBlocksDown(block.id) },
          { id: "copy", label: t("handle.copy"), icon: Copy, onAction: copy },
          { id: "delete", label: t("handle.delete"), icon: Trash2, isApart: true, onAction: () => editor.removeBlocks([block.id]) },
        ]}
        trigger={(props) => (
          <button
            type="button"
            ref={props.ref}
            // Reached by pointer only: the same acts have keys in the text itself.
            tabIndex={-1}
            aria-label={t("handle.name")}
            aria-haspopup={props["aria-haspopup"]}
            aria-expanded={props["aria-expanded"]}
            draggable
            onDragStart={(event) => side.blockDragStart(event.nativeEvent, block)}
            onDragEnd={() => side.blockDragEnd()}
            onClick={props.onPress}
            className="press flex h-7 w-6 cursor-grab items-center justify-center rounded-chip text-mute hover:bg-sub"
          >
            <Icon of={GripVertical} size={16} />
          </button>
        )}
      />
    </div>
  );
}
