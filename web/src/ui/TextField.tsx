/**
 * A labelled line, or several lines. The label stands above, the hint under it, the error below with its sign.
 * `onEnter` is an Enter that was meant as one: never the Enter that confirms kanji.
 */
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { CircleAlert } from "lucide-react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from "react-aria-components/TextField";
import { isEnter } from "../kernel/composing";
import { useWords } from "../kernel/words";
import { fieldLook } from "./fieldLook";
import { Icon } from "./Icon";

interface TextFieldProps extends Omit<AriaTextFieldProps, "className" | "style" | "children" | "isInvalid"> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string;
  readonly placeholder?: string;
  readonly rows?: number;
  /** Shows 29 / 200字 below; longer text is marked, never cut. */
  readonly mostCharacters?: number;
  readonly onEnter?: () => void;
  readonly inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement>;
  readonly className?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, placeholder, rows, mostCharacters, onEnter, inputRef, className = "", ...rest } = props;
  const t = useWords("ui");
  const length = [...(rest.value ?? "")].length;
  const isTooLong = mostCharacters !== undefined && length > mostCharacters;
  const onKeyDown = (event: KeyboardEvent) => {
    if (onEnter && isEnter(event)) {
      event.preventDefault();
      onEnter();
    }
  };
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined || isTooLong} className={`flex flex-col ${className}`}>
      <Label className="font-bold">
        {label}
        {rest.isRequired && <span className="ml-1 font-normal text-err">{t("required")}</span>}
      </Label>
      {hint && (
        <Text slot="description" className="text-second text-mute">
          {hint}
        </Text>
      )}
      {rows === undefined ? (
        <Input ref={inputRef as Ref<HTMLInputElement>} placeholder={placeholder} onKeyDown={onKeyDown} className={`mt-2 h-11 px-4 ${fieldLook}`} />
      ) : (
        <TextArea ref={inputRef as Ref<HTMLTextAreaElement>} placeholder={placeholder} rows={rows} className={`mt-2 resize-y px-4 py-2 ${fieldLook}`} />
      )}
      <div className="flex flex-wrap gap-x-4 text-second">
        <FieldError className="mt-1 flex items-start gap-1 text-err">
          <Icon of={CircleAlert} size={16} className="mt-0.5" />
          {error ?? t("too_long", { most: mostCharacters })}
        </FieldError>
        {mostCharacters !== undefined && (
          <span className="mt-1 text-mute">{t("characters", { length, most: mostCharacters })}</span>
        )}
      </div>
    </AriaTextField>
  );
}
