/** Asking for access comes when a page has to offer it; a guest asks whoever invited them. */
import { useMeQuery } from "../sessions/me";
import { drawLater } from "../ui/later";
import type { AskForAccessProps } from "./AskForAccess";
import { GuestWay } from "./GuestWay";

const AskForAccess = drawLater<AskForAccessProps>(async () => (await import("./AskForAccess")).AskForAccess);

export function AskLater(props: AskForAccessProps) {
  const isGuest = useMeQuery().data?.person.is_guest === true;
  return isGuest ? <GuestWay /> : <AskForAccess {...props} />;
}
