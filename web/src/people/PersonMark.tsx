/**
 * A person where they stand by themselves in a row: their avatar, and their name with what everybody has to know of
 * them. Both ask by the id, so that a guest is marked wherever they turn up; in running text `useWordName` says it.
 */
import { Avatar } from "../ui/Avatar";
import { GuestChip } from "../ui/GuestChip";
import { useNames } from "./names";

interface PersonAvatarProps {
  /** null where nobody is known. */
  readonly id: string | null;
  readonly name: string;
  readonly size?: 24 | 32 | 40 | 56;
  readonly here?: number;
}

export function useIsGuest(id: string | null): boolean {
  return useNames(id === null ? [] : [id]).get(id ?? "")?.is_guest ?? false;
}

/** The last day of a guest's account; null of anybody else. */
export function useLastDay(id: string | null): string | null {
  return useNames(id === null ? [] : [id]).get(id ?? "")?.stays_until ?? null;
}

export function PersonAvatar({ id, name, ...look }: PersonAvatarProps) {
  return <Avatar name={name} kind={useIsGuest(id) ? "guest" : "person"} {...look} />;
}

/** The name as it is, and the chip of a guest behind it. */
export function PersonName({ id, name }: { readonly id: string | null; readonly name?: string }) {
  const known = useNames(id === null ? [] : [id]).get(id ?? "");
  const plain = known?.name ?? name ?? "";
  if (known?.is_guest !== true) return name ?? plain;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
      <span className="min-w-0 break-words">{plain}</span>
      <GuestChip />
    </span>
  );
}
