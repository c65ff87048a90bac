/**
 * How a box that suggests behaves, apart from how it looks: which choice is the active one, and what the keys do.
 * While kana are being converted every key belongs to the input method: the list follows the reading, nothing more.
 */
import { useEffect, useState, type KeyboardEvent } from "react";
import { isComposing } from "../kernel/composing";

export interface Choice {
  readonly id: string;
  /** What readers hear and what a chosen chip shows. */
  readonly words: string;
}

export interface ChoiceGroup<T extends Choice> {
  readonly id: string;
  /** Named for readers and shown above when there are several groups. */
  readonly name: string;
  readonly choices: readonly T[];
}

interface Options<T extends Choice> {
  readonly groups: readonly ChoiceGroup<T>[];
  readonly onChoose: (choice: T) => void;
  readonly onEscape?: () => void;
}

export function useSuggesting<T extends Choice>({ groups, onChoose, onEscape }: Options<T>) {
  const choices = groups.flatMap((group) => group.choices);
  const [activeId, setActiveId] = useState<string>();
  const [isConverting, setConverting] = useState(false);
  const [isClosed, setClosed] = useState(false);
  const index = Math.max(0, choices.findIndex((choice) => choice.id === activeId));
  // The first is active at once: two characters and Enter must be enough.
  const active = choices[index];
  const ids = choices.map((choice) => choice.id).join("\n");
  useEffect(() => setActiveId(undefined), [ids]);

  const move = (steps: number) => {
    setClosed(false);
    if (choices.length > 0) setActiveId(choices[(index + steps + choices.length) % choices.length]?.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const isOpen = choices.length > 0 && !isClosed;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen && active) {
      event.preventDefault();
      onChoose(active);
    } else if (event.key === "Escape" && isOpen) {
      // The list goes first; only the next Esc reaches the dialog around it.
      event.stopPropagation();
      setClosed(true);
      onEscape?.();
    }
  };
  return {
    active,
    setActiveId,
    isConverting,
    isOpen: choices.length > 0 && !isClosed,
    reopen: () => setClosed(false),
    close: () => setClosed(true),
    inputProps: {
      onKeyDown,
      onCompositionStart: () => setConverting(true),
      onCompositionEnd: () => setConverting(false),
    },
  };
}
