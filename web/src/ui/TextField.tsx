/**
 * A labelled line, or several lines. The label stands above, the hint under it, the error below with its sign.
 * `onEnter` is an Enter that was meant as one: never the Enter that confirms kanji. Plain HTML: it is on the first
 * screen anybody sees, and the browser already does all of it right.
 */
import { useId, type HTMLInputAutoCompleteAttribute, type HTMLInputTypeAttribute, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { CircleAlert } from "lucide-react";
import { isEnter } from "../kernel/composing";
import { useWords } from "../kernel/words";
import { fieldLook } from "./fieldLook";
import { Icon } from "./Icon";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange?: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string;
  readonly placeholder?: string;
  readonly rows?: number;
  /** Shows 29 / 200字 below; longer text is marked, never cut. */
  readonly mostCharacters?: number;
  readonly onEnter?: () => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly type?: HTMLInputTypeAttribute;
  readonly name?: string;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: "text" | "numeric" | "tel" | "email" | "url";
  readonly inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement>;
  readonly className?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, rows, mostCharacters, onEnter, inputRef, className = "" } = props;
  const t = useWords("ui");
  const id = useId();
  const length = [...value].length;
  const isTooLong = mostCharacters !== undefined && length > mostCharacters;
  const isWrong = error !== undefined || isTooLong;
  const onKeyDown = (event: KeyboardEvent) => {
    if (onEnter && isEnter(event)) {
      event.preventDefault();
      onEnter();
    }
  };
  const given = {
    id,
    value,
    name: props.name,
    placeholder: props.placeholder,
    autoComplete: props.autoComplete,
    autoFocus: props.autoFocus,
    inputMode: props.inputMode,
    disabled: props.isDisabled,
    readOnly: props.isReadOnly,
    required: props.isRequired,
    "aria-invalid": isWrong || undefined,
    "aria-describedby": [hint && `${id}-hint`, isWrong && `${id}-error`].filter(Boolean).join(" ") || undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange?.(event.target.value),
  };
  return (
    <div className={`flex flex-col ${className}`}>
      <label htmlFor={id} className="font-bold">
        {label}
        {props.isRequired && <span className="ml-1 font-normal text-err">{t("required")}</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="text-second text-mute">
          {hint}
        </span>
      )}
      {rows === undefined ? (
        <input {...given} ref={inputRef as Ref<HTMLInputElement>} type={props.type ?? "text"} onKeyDown={onKeyDown} className={`mt-2 h-11 px-4 ${fieldLook}`} />
      ) : (
        <textarea {...given} ref={inputRef as Ref<HTMLTextAreaElement>} rows={rows} className={`mt-2 resize-y px-4 py-2 ${fieldLook}`} />
      )}
      <div className="flex flex-wrap gap-x-4 text-second">
        {isWrong && (
          <span id={`${id}-error`} className="mt-1 flex items-start gap-1 text-err">
            <Icon of={CircleAlert} size={16} className="mt-0.5" />
            {error ?? t("too_long", { most: mostCharacters })}
          </span>
        )}
        {mostCharacters !== undefined && (
          <span className="mt-1 text-mute">{t("characters", { length, most: mostCharacters })}</span>
        )}
      </div>
    </div>
  );
}
