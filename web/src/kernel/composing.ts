/**
 * Enter while kana become kanji belongs to the input method: it must never send, close or choose. Safari fires the
 * confirming Enter after `compositionend`, with key code 229, so both signs are asked.
 */
interface KeyLike {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing: boolean };
}

export function isComposing(event: KeyLike): boolean {
  return (event.isComposing ?? event.nativeEvent?.isComposing ?? false) || event.keyCode === 229;
}

/** An Enter that a person meant as Enter. */
export function isEnter(event: KeyLike): boolean {
  return event.key === "Enter" && !isComposing(event);
}
