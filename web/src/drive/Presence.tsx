/** Who has this open besides me, by name, in order of arrival. */
import { useWords } from "../kernel/words";
import { usePresence } from "../live/presence";
import { useMe } from "../sessions/me";
import { PresenceRow } from "../ui/PresenceRow";
import { useNameOf } from "./wording";

export function Presence({ topic }: { readonly topic: string }) {
  const t = useWords("ui");
  const me = useMe().person.id;
  const { persons } = usePresence(topic);
  const others = persons.filter((person) => person !== me);
  const nameOf = useNameOf(others);
  const people = others.map((id, index) => ({ id, name: nameOf(id), order: index + 1 })).filter(({ name }) => name !== "");
  return <PresenceRow people={people} label={t("here")} />;
}
