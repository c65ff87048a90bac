/** Who is here now: coloured avatars in order of arrival, with all names in words. */
import { useWords } from "../kernel/words";
import { Avatar } from "./Avatar";
import { firstCharacters } from "./names";
import { Tooltip } from "./Tooltip";

export interface Present {
  readonly id: string;
  readonly name: string;
  readonly isGuest?: boolean;
  /** Order of arrival on this thing, from 1; keeps the colour while people come and go. */
  readonly order: number;
}

const MOST_SHOWN = 5;

export function PresenceRow({ people, label }: { readonly people: readonly Present[]; readonly label?: string }) {
  const t = useWords("ui");
  if (people.length === 0) return null;
  const shown = people.slice(0, MOST_SHOWN);
  const names = people.map(({ name, isGuest }) => (isGuest ? t("guest_after", { name }) : name)).join(t("and"));
  return (
    <Tooltip words={names}>
      <button type="button" aria-label={`${label ?? t("here")} ${names}`} className="flex items-center gap-1 rounded-full">
        {label && <span className="mr-2 text-second text-mute max-desk:hidden">{label}</span>}
        {shown.map((person) => (
          <Avatar key={person.id} name={person.name} kind={person.isGuest ? "guest" : "person"} here={person.order} characters={isAlike(person, shown) ? 2 : 1} />
        ))}
        {people.length > MOST_SHOWN && <span className="text-second text-mute">{t("more", { count: people.length - MOST_SHOWN })}</span>}
      </button>
    </Tooltip>
  );
}

function isAlike(person: Present, others: readonly Present[]): boolean {
  return others.some((other) => other.id !== person.id && firstCharacters(other.name) === firstCharacters(person.name));
}
