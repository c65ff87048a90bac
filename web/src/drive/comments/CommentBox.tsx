/**
 * Where a comment is written. Enter breaks the line, Ctrl+Enter sends, and the Enter that confirms kanji does neither.
 * ＠ calls those who may read the file. What is typed is kept in this tab until it was sent.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { isComposing, isEnter } from "../../kernel/composing";
import { keepDraft, readDraft } from "../../kernel/drafts";
import { isProblem, wordProblem } from "../../kernel/problem";
import { makeIdempotencyKey } from "../../kernel/request";
import { useWords } from "../../kernel/words";
import { PersonAvatar } from "../../people/PersonMark";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { fieldLook } from "../../ui/fieldLook";
import { Popover } from "../../ui/Popover";
import { optionId, SuggestList } from "../../ui/SuggestList";
import { useSuggesting } from "../../ui/suggesting";
import { findCall, takeName, toBody, type Mentioned } from "./mentions";
import { useReaders, type Reader } from "./useReaders";

const MOST_CHARACTERS = 5000;

export interface Typed {
  readonly text: string;
  readonly mentioned: Mentioned;
}

interface CommentBoxProps {
  readonly file: string;
  readonly label: string;
  readonly sendWords: string;
  /** Under which what is typed is kept. */
  readonly draft: string;
  /** What stands in it where nothing was kept. */
  readonly start?: Typed;
  /** Rejects with what the server said, so that what was typed stays. */
  readonly onSend: (body: string, idempotencyKey: string) => Promise<void>;
  readonly onCancel?: () => void;
  readonly autoFocus?: boolean;
}

const nothing: Typed = { text: "", mentioned: {} };

export function CommentBox(props: CommentBoxProps) {
  const { file, label, sendWords, draft, start = nothing, onSend, onCancel } = props;
  const t = useWords("comments");
  const ui = useWords("ui");
  const me = useMe().person.id;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<Typed>(() => readDraft<Typed>(me, draft) ?? start);
  // Where the caret goes once the name stands in the text: at once, for the next key may follow.
  const caret = useRef<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string>();
  const [isPending, setPending] = useState(false);
  // The same words sent again after a lost answer are said once.
  const attempt = useRef({ body: "", key: "" });
  const call = cursor === null ? null : findCall(typed.text, cursor);
  const groups = useReaders(file, call?.query ?? null);

  const change = (next: Typed) => {
    setTyped(next);
    setTrouble(undefined);
    keepDraft(me, draft, next.text === start.text ? null : next);
  };
  const choose = (reader: Reader) => {
    if (call === null || suggesting.isConverting) return;
    const name = takeName(typed.mentioned, reader.name, reader.detail, reader.id);
    const before = `${typed.text.slice(0, call.from)}@${name} `;
    change({ text: before + typed.text.slice(cursor ?? 0), mentioned: { ...typed.mentioned, [name]: reader.id } });
    setCursor(null);
    caret.current = before.length;
  };
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [typed.text]);
  const suggesting = useSuggesting({ groups, onChoose: choose });
  const isOpen = call !== null && suggesting.isOpen;
  const length = [...typed.text].length;
  const body = toBody(typed.text, typed.mentioned).trim();

  const send = async () => {
    if (isPending) return;
    if (body === "") {
      setTrouble(t("write_first"));
      area.current?.focus();
      return;
    }
    if (attempt.current.body !== body) attempt.current = { body, key: makeIdempotencyKey() };
    setPending(true);
    try {
      await onSend(body, attempt.current.key);
      keepDraft(me, draft, null);
      attempt.current = { body: "", key: "" };
      setTyped(nothing);
      setTrouble(undefined);
    } catch (error) {
      setTrouble(isProblem(error, "mentioned_cannot_read") ? t("cannot_read", { names: namesOf(error.params["persons"], typed.mentioned) }) : wordProblem(error));
    }
    setPending(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isEnter(event) && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    } else if (event.key === "Tab" && isOpen && suggesting.active && !isComposing(event)) {
      event.preventDefault();
      choose(suggesting.active);
    } else if (event.key === "Escape" && !isOpen && onCancel && !isComposing(event)) {
      event.stopPropagation();
      onCancel();
    } else if (isOpen) suggesting.inputProps.onKeyDown(event);
  };
  useEffect(() => {
    if (props.autoFocus) area.current?.focus();
  }, [props.autoFocus]);
  // As high as what is typed, up to a third of the window; then it scrolls.
  useEffect(() => {
    const box = area.current;
    if (box === null) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, innerHeight / 3)}px`;
  }, [typed.text]);
  return (
    <div>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={2}
        value={typed.text}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen && suggesting.active ? optionId(`${id}-list`, suggesting.active.id) : undefined}
        aria-describedby={trouble === undefined ? `${id}-hint` : `${id}-trouble`}
        aria-invalid={trouble !== undefined || undefined}
        {...suggesting.inputProps}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          suggesting.reopen();
          change({ ...typed, text: event.target.value });
          setCursor(event.target.selectionStart);
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onBlur={() => setCursor(null)}
        className={`block resize-none px-3 py-2 ${fieldLook}`}
      />
      {isOpen && (
        <Popover isOpen isNonModal triggerRef={area} placement="top start" className="flex w-(--trigger-width) min-w-64 flex-col overflow-hidden!">
          <SuggestList id={`${id}-list`} name={t("mention")} groups={groups} active={suggesting.active} draw={drawReader} onChoose={choose} onPoint={suggesting.setActiveId} isConverting={suggesting.isConverting} />
        </Popover>
      )}
      {trouble !== undefined && (
        <p id={`${id}-trouble`} role="alert" className="mt-1 text-second text-err">
          {trouble}
        </p>
      )}
      {length > MOST_CHARACTERS && <p className="mt-1 text-second text-err">{ui("too_long", { most: MOST_CHARACTERS })}</p>}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <p id={`${id}-hint`} className="min-w-0 flex-1 text-second text-mute">
          <span className="max-desk:hidden">{t("hint_keys")}</span>
          {t("hint")}
        </p>
        {onCancel && (
          <Button size="row" look="quiet" onPress={onCancel}>
            {ui("cancel")}
          </Button>
        )}
        <Button size="row" look="outlined" isPending={isPending} isDisabled={length > MOST_CHARACTERS} onPress={() => void send()}>
          {sendWords}
        </Button>
      </div>
    </div>
  );
}

/** The names as they stand in the text, of those whom the server would not call. */
function namesOf(persons: unknown, mentioned: Mentioned): string {
  const apart = Array.isArray(persons) ? persons : [];
  return Object.entries(mentioned)
    .filter(([, person]) => apart.includes(person))
    .map(([name]) => name)
    .join("、");
}

function drawReader(reader: Reader) {
  return (
    <>
      <PersonAvatar id={reader.id} name={reader.name} size={24} />
      <span className="shrink-0">{reader.name}</span>
      <span className="ml-auto min-w-0 truncate text-second font-normal text-mute">{reader.detail}</span>
    </>
  );
}
