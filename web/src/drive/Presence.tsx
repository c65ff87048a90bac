/** Who has this open besides me, by name, in order of arrival. */
import { useWords } from "../kernel/words";
import { usePresence } from "../live/presence";
import { useNames } from "../people/names";
import { useMe } from "../sessions/me";
import { PresenceRow } from "../ui/PresenceRow";

export function Presence({ topic }: { readonly topic: string }) {
  const t = useWords("ui");
  const me = useMe().person.id;
  const { persons } = usePresence(topic);
  const others = persons.filter((person) => person !== me);
  const names = useNames(others);
  const people = others.map((id, index) => ({ id, name: names.get(id)?.name ?? "", isGuest: names.get(id)?.is_guest, order: index + 1 })).filter(({ name }) => name !== "");
  return <PresenceRow people={people} label={t("here")} />;
}
