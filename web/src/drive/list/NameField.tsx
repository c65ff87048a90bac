/**
 * A name being changed where it stands. Enter keeps it, Esc gives it up, leaving keeps it; what was typed stays when
 * the server refuses, with the reason below. The ending of a file is not selected at first: it is rarely meant.
 */
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { isComposing, isEnter } from "../../kernel/composing";
import { isProblem, wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { fieldLook } from "../../ui/fieldLook";

export interface NameFieldProps {
  readonly name: string;
  readonly isFolder: boolean;
  /** null = given up. Rejects with what the server said. */
  readonly onName: (name: string | null) => Promise<void>;
}

export function NameField({ name, isFolder, onName }: NameFieldProps) {
  const t = useWords("drive");
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(name);
  const [trouble, setTrouble] = useState<unknown>();
  const isSending = useRef(false);
  useEffect(() => {
    const dot = name.lastIndexOf(".");
    input.current?.focus();
    input.current?.setSelectionRange(0, isFolder || dot < 1 ? name.length : dot);
  }, [name, isFolder]);

  const keep = async (wanted: string) => {
    if (isSending.current) return;
    isSending.current = true;
    try {
      await onName(wanted.trim() === "" || wanted === name ? null : wanted);
    } catch (error) {
      setTrouble(error);
      input.current?.focus();
    }
    isSending.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isEnter(event)) void keep(text);
    if (event.key === "Escape" && !isComposing(event)) void onName(null);
  };
  const suggestion = isProblem(trouble, "name_taken") ? trouble.params["suggestion"] : undefined;
  return (
    <span className="relative min-w-0 flex-1" onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <input
        ref={input}
        value={text}
        aria-label={t("rename.name")}
        aria-invalid={trouble !== undefined}
        aria-describedby={trouble === undefined ? undefined : "rename-trouble"}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (trouble === undefined) void keep(text);
        }}
        className={`h-8 px-2 ${fieldLook}`}
      />
      {trouble !== undefined && (
        <span
          id="rename-trouble"
          role="alert"
          className="absolute top-full left-0 z-20 mt-2 flex max-w-[min(28rem,80vw)] flex-wrap items-center gap-2 rounded-field border border-err bg-page px-3 py-2 text-second text-err shadow-float"
        >
          {wordProblem(trouble)}
          {typeof suggestion === "string" && (
            <Button size="row" onPress={() => void keep(suggestion)}>
              {t("rename.take", { name: suggestion })}
            </Button>
          )}
          <Button size="row" onPress={() => void onName(null)}>
            {t("rename.give_up")}
          </Button>
        </span>
      )}
    </span>
  );
}
