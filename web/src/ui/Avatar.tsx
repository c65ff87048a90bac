/**
 * The first character of a surname in a circle; a unit in a rounded square; a guest as a dashed 客. Gray by default:
 * a colour means "here now". Always beside the written name, so readers skip it.
 */
import { Minus } from "lucide-react";
import { Icon } from "./Icon";
import { firstCharacters } from "./names";

type PresenceSlot = 1 | 2 | 3 | 4 | 5;

interface AvatarProps {
  readonly name: string;
  readonly kind?: "person" | "unit" | "guest";
  /** Slot of presence on this thing, in order of arrival from 1. From the sixth person colours repeat; carets are then dashed. */
  readonly here?: number;
  readonly isAbsent?: boolean;
  readonly size?: 24 | 32 | 40 | 56;
  /** Two when two people alike are shown together. */
  readonly characters?: 1 | 2;
}

const sides = { 24: "size-6 text-second", 32: "size-8 text-second", 40: "size-10 text-body", 56: "size-14 text-title" } as const;
const grounds: Record<PresenceSlot, string> = { 1: "bg-p1", 2: "bg-p2", 3: "bg-p3", 4: "bg-p4", 5: "bg-p5" };

export function getSlot(order: number): PresenceSlot {
  return (((order - 1) % 5) + 1) as PresenceSlot;
}

export function Avatar({ name, kind = "person", here, isAbsent = false, size = 32, characters = 1 }: AvatarProps) {
  const shape = kind === "unit" ? "rounded-button" : "rounded-full";
  const colour =
    kind === "guest"
      ? "border-2 border-dashed border-warn text-warn"
      : here === undefined
        ? "bg-hair text-ink in-data-[theme=contrast]:bg-page in-data-[theme=contrast]:edge-ctl"
        : `${grounds[getSlot(here)]} text-on-p`;
  return (
    <span aria-hidden="true" className={`relative inline-flex shrink-0 items-center justify-center font-bold select-none ${shape} ${colour} ${sides[size]}`}>
      {kind === "guest" ? "客" : firstCharacters(name, characters)}
      {isAbsent && (
        <span className="absolute -right-1 -bottom-1 inline-flex size-4 items-center justify-center rounded-full border border-ctl bg-page text-mute">
          <Icon of={Minus} size={16} className="size-3" />
        </span>
      )}
    </span>
  );
}
