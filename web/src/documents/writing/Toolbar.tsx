/** Everything one does to the text, in one row. Arrow keys walk along it, Alt+F10 comes here, Esc returns to the text. */
import { useEffect, useRef, type KeyboardEvent } from "react";
import { AtSign, Bold, Image, Link2, List, ListChecks, ListOrdered, Redo2, Strikethrough, Table, Text, Underline, Undo2 } from "lucide-react";
import { Toolbar as AriaToolbar } from "react-aria-components/Toolbar";
import { useWords } from "../../kernel/words";
import { Menu, type MenuAct } from "../../ui/Menu";
import { changeTable, deleteTable, putTable, readFormat, setBlock, toggleStyle, type BlockName, type Format, type TableAct } from "./format";
import type { Editor } from "./makeEditor";
import { ToolButton } from "./ToolButton";
import { useEditorValue } from "./useEditorValue";

interface ToolbarProps {
  readonly editor: Editor;
  readonly onPicture: () => void;
  readonly onDescribe: () => void;
  readonly onLink: () => void;
}

const lists = [
  { block: "bulletListItem", icon: List, keys: "Ctrl+Shift+8" },
  { block: "numberedListItem", icon: ListOrdered, keys: "Ctrl+Shift+7" },
  { block: "checkListItem", icon: ListChecks, keys: "Ctrl+Shift+9" },
] as const;

const styles = [
  { style: "bold", icon: Bold, keys: "Ctrl+B" },
  { style: "underline", icon: Underline, keys: "Ctrl+U" },
  { style: "strike", icon: Strikethrough, keys: "Ctrl+Shift+S" },
] as const;

export function Toolbar({ editor, onPicture, onDescribe, onLink }: ToolbarProps) {
  const t = useWords("writing");
  const format = useEditorValue(editor, readFormat);
  const bar = useRef<HTMLDivElement>(null);
  useReachByKeys(editor, bar);
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") editor.focus();
  };
  return (
    <div ref={bar} onKeyDown={leave} className="min-w-0">
    <AriaToolbar aria-label={t("toolbar.name")} className="toolbar flex min-w-0 items-center gap-1 overflow-x-auto px-3 py-1 desk:px-4">
      <ToolButton name={t("toolbar.undo")} words={<span className="max-desk:sr-only">{t("toolbar.undo")}</span>} icon={Undo2} keys="Ctrl+Z" onPress={() => editor.undo()} />
      <ToolButton name={t("toolbar.redo")} icon={Redo2} keys="Ctrl+Y" onPress={() => editor.redo()} />
      <Line />
      <BlockMenu editor={editor} format={format} />
      <Line />
      {styles.map(({ style, icon, keys }) => (
        <ToolButton key={style} name={t(`styles.${style}`)} icon={icon} keys={keys} isPressed={format.styles[style] ?? false} onPress={() => toggleStyle(editor, style)} />
      ))}
      <Line />
      {lists.map(({ block, icon, keys }) => (
        <ToolButton key={block} name={t(`blocks.${block}`)} icon={icon} keys={keys} isPressed={format.block === block} onPress={() => setBlock(editor, block)} />
      ))}
      <Line />
      {format.block === "table" ? (
        <TableMenu editor={editor} />
      ) : (
        <ToolButton name={t("blocks.table")} icon={Table} words={t("blocks.table")} onPress={() => putTable(editor)} />
      )}
      {format.image === null ? (
        <ToolButton name={t("blocks.image")} icon={Image} words={t("blocks.image")} onPress={onPicture} />
      ) : (
        <ToolButton name={t("picture.describe")} icon={Text} words={t("picture.describe")} onPress={onDescribe} />
      )}
      <ToolButton name={t("toolbar.link")} icon={Link2} words={t("toolbar.link")} isPressed={format.link !== null} onPress={onLink} />
      <ToolButton name={t("toolbar.mention")} icon={AtSign} words={t("toolbar.mention")} onPress={() => callMention(editor)} />
    </AriaToolbar>
    </div>
  );
}

function Line() {
  return <span aria-hidden="true" className="edge-line-l mx-1 h-6 shrink-0" />;
}

function callMention(editor: Editor): void {
  editor.focus();
  const view = editor.prosemirrorView;
  view.dispatch(view.state.tr.insertText("@"));
}

const choices: readonly BlockName[] = ["paragraph", "heading1", "heading2", "heading3", "quote"];

function BlockMenu({ editor, format }: { readonly editor: Editor; readonly format: Format }) {
  const t = useWords("writing");
  const now = choices.includes(format.block) ? t(`blocks.${format.block}`) : t("blocks.paragraph");
  const acts = choices.map((block): MenuAct => ({
    id: block,
    label: t(`blocks.${block}`),
    keys: block === "quote" ? undefined : `Ctrl+Alt+${block === "paragraph" ? 0 : block.slice(-1)}`,
    onAction: () => setBlock(editor, block),
  }));
  return (
    <Menu
      name={t("toolbar.block")}
      acts={acts}
      trigger={(props) => <ToolButton {...props} name={`${t("toolbar.block")} ${now}`} words={now} opensMenu className="w-30" />}
    />
  );
}

const tableActs: readonly TableAct[] = ["row_above", "row_below", "column_left", "column_right", "merge", "split", "delete_row", "delete_column"];

function TableMenu({ editor }: { readonly editor: Editor }) {
  const t = useWords("writing");
  const acts = tableActs.map((act): MenuAct => ({
    id: act,
    label: t(`table.${act}`),
    isApart: act === "merge" || act === "delete_row",
    onAction: () => changeTable(editor, act),
  }));
  return (
    <Menu
      name={t("table.name")}
      acts={[...acts, { id: "delete", label: t("table.delete"), onAction: () => deleteTable(editor) }]}
      trigger={(props) => <ToolButton {...props} name={t("table.name")} words={t("blocks.table")} icon={Table} opensMenu />}
    />
  );
}

function useReachByKeys(editor: Editor, bar: { readonly current: HTMLDivElement | null }): void {
  useEffect(() => {
    const reach = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "F10" || !event.altKey) return;
      event.preventDefault();
      bar.current?.querySelector("button")?.focus();
    };
    const text = editor.domElement;
    text?.addEventListener("keydown", reach);
    return () => text?.removeEventListener("keydown", reach);
  }, [editor, bar]);
}
