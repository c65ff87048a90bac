/**
 * The menu called by ＠ or /. It stands under the sign, follows what is typed, and takes ↑ ↓ Enter Tab Esc only while
 * nothing is being converted: during conversion every key belongs to the input method.
 */
import { useEffect, useId, useRef, useState, useSyncExternalStore, type RefObject } from "react";
import { useWords } from "../../kernel/words";
import { isComposing } from "../../kernel/composing";
import { announce } from "../../ui/announce";
import { Popover } from "../../ui/Popover";
import { optionId, SuggestList } from "../../ui/SuggestList";
import type { Editor } from "./makeEditor";
import type { Shown, Suggestion } from "./suggestion";
import { drawSuggested, useSuggested, type Suggested } from "./suggested";

interface SuggestMenuProps {
  readonly editor: Editor;
  readonly suggestion: Suggestion;
  readonly onPicture: () => void;
}

export function SuggestMenu({ editor, suggestion, onPicture }: SuggestMenuProps) {
  const shown = useSyncExternalStore(suggestion.subscribe, suggestion.get);
  if (shown === null) return null;
  return <Called key={`${shown.menu}${shown.from}`} editor={editor} suggestion={suggestion} shown={shown} onPicture={onPicture} />;
}

function Called({ editor, suggestion, shown, onPicture }: SuggestMenuProps & { readonly shown: Shown }) {
  const t = useWords("writing");
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const groups = useSuggested(shown);
  const isConverting = useConverting(editor);
  const choices = groups.flatMap((group) => group.choices);
  const [activeId, setActiveId] = useState<string>();
  const active = choices.find((choice) => choice.id === activeId) ?? choices[0];
  const choose = (choice: Suggested) => {
    if (isConverting) return;
    takeCall(editor, shown);
    suggestion.close();
    choice.act(editor, { onPicture });
  };
  useKeys(editor, { choices, active, setActiveId, choose, close: suggestion.close });
  useTellReaders(editor, choices.length > 0 ? id : null, active && optionId(id, active.id));
  useEffect(() => {
    if (choices.length > 0) announce(t("suggest.count", { count: choices.length }));
  }, [choices.length, t]);
  const height = shown.at.bottom - shown.at.top;
  return (
    <>
      <span ref={anchor} aria-hidden="true" className="pointer-events-none fixed w-px" style={{ left: shown.at.left, top: shown.at.top, height }} />
      {(choices.length > 0 || isConverting) && (
        <Popover isOpen isNonModal triggerRef={anchor as RefObject<HTMLElement>} placement="bottom start" className="w-96 max-w-[calc(100vw-2rem)]">
          <SuggestList
            id={id}
            name={t(`suggest.${shown.menu}`)}
            groups={groups}
            active={active}
            draw={drawSuggested}
            onChoose={choose}
            onPoint={setActiveId}
            isConverting={isConverting}
          />
        </Popover>
      )}
    </>
  );
}

/** Takes the sign and what was typed after it out of the text. */
function takeCall(editor: Editor, shown: Shown): void {
  const view = editor.prosemirrorView;
  const end = view.state.selection.from;
  view.dispatch(view.state.tr.delete(Math.min(shown.from, end), end));
}

interface Keys {
  readonly choices: readonly Suggested[];
  readonly active: Suggested | undefined;
  readonly setActiveId: (id: string | undefined) => void;
  readonly choose: (choice: Suggested) => void;
  readonly close: () => void;
}

function useKeys(editor: Editor, keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { choices, active, setActiveId, choose, close } = latest.current;
      if (isComposing(event)) return;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0 && active) setActiveId(choices[(choices.indexOf(active) + step + choices.length) % choices.length]?.id);
      else if ((event.key === "Enter" || event.key === "Tab") && active) choose(active);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const text = editor.domElement;
    // Before the editor's own keys: Enter would break the line.
    text?.addEventListener("keydown", press, true);
    return () => text?.removeEventListener("keydown", press, true);
  }, [editor]);
}

function useConverting(editor: Editor): boolean {
  const [isConverting, setConverting] = useState(() => editor.prosemirrorView.composing);
  useEffect(() => {
    const text = editor.domElement;
    const begin = () => setConverting(true);
    const end = () => setConverting(false);
    text?.addEventListener("compositionstart", begin);
    text?.addEventListener("compositionend", end);
    return () => {
      text?.removeEventListener("compositionstart", begin);
      text?.removeEventListener("compositionend", end);
    };
  }, [editor]);
  return isConverting;
}

function useTellReaders(editor: Editor, list: string | null, option: string | undefined): void {
  useEffect(() => {
    const text = editor.domElement;
    if (!text || list === null) return;
    text.setAttribute("aria-controls", list);
    if (option) text.setAttribute("aria-activedescendant", option);
    return () => {
      text.removeAttribute("aria-controls");
      text.removeAttribute("aria-activedescendant");
    };
  }, [editor, list, option]);
}
