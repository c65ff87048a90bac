/** One person: the reading above the name, whether they are away and who stands in, their posts, how to reach them. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { CalendarPlus, Pencil } from "lucide-react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { Chip } from "../ui/Chip";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { useNow } from "../ui/Time";
import { AbsenceDialog } from "./AbsenceDialog";
import { Absences } from "./Absences";
import { Posts } from "./Posts";
import { RenamePersonDialog } from "./RenamePersonDialog";
import { SignInLink } from "./SignInLink";
import { usePerson } from "./queries";
import type { PersonCard } from "./shapes";
import { wordIsoDay } from "./days";

export function PersonPanel({ id }: { readonly id: string }) {
  const { data: person, error, refetch } = usePerson(id);
  const t = useWords("people");
  if (error !== null && person === undefined) return <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />;
  return person === undefined ? <SkeletonRows count={6} lines={2} /> : <Card key={person.id} person={person} />;
}

function Card({ person }: { readonly person: PersonCard }) {
  const t = useWords("people");
  const [open, setOpen] = useState<"absence" | "name" | null>(null);
  const isManager = person.abilities.includes("people.manage");
  const today = wordIsoDay(useNow());
  const hasLeft = person.posts.length > 0 && person.posts.every((post) => !post.is_current && post.starts_on <= today);
  const away = person.absences.find((each) => each.starts_on <= today);
  return (
    <article aria-label={person.name}>
      <div className="flex items-center gap-4">
        <Avatar name={person.name} size={56} kind={person.is_guest ? "guest" : "person"} isAbsent={away !== undefined} />
        <div className="min-w-0">
          <p className="text-second text-mute">{person.reading}</p>
          <h2 className="text-title">{person.name}</h2>
        </div>
        {person.is_guest && <Chip look="warn">{t("guest")}</Chip>}
        {person.is_me && <Chip>{t("you")}</Chip>}
      </div>
      <Absences person={person} />
      {isManager && (
        <div className="mt-4 flex flex-wrap gap-3">
          {!person.is_me && (
            <Button icon={CalendarPlus} onPress={() => setOpen("absence")}>
              {t("absence.set")}
            </Button>
          )}
          <Button icon={Pencil} onPress={() => setOpen("name")}>
            {t("rename.act")}
          </Button>
          {!person.is_me && <SignInLink person={person} />}
        </div>
      )}
      {isManager && hasLeft && <Left person={person} />}
      <Posts person={person} />
      <Facts person={person} />
      {open === "absence" && <AbsenceDialog person={person} onClose={() => setOpen(null)} />}
      {open === "name" && <RenamePersonDialog person={person} onClose={() => setOpen(null)} />}
    </article>
  );
}

/** Whoever has no post any more cannot hand over what is theirs. */
function Left({ person }: { readonly person: PersonCard }) {
  const t = useWords("handover");
  return (
    <div className="mt-4">
      <Banner
        action={
          <Link to="/people/$person/handover" params={{ person: person.id } as never} className={buttonLook("outlined", "row")}>
            {t("act")}
          </Link>
        }
      >
        {t("person")}
      </Banner>
    </div>
  );
}

function Facts({ person }: { readonly person: PersonCard }) {
  const t = useWords("people");
  const { language } = usePreferences();
  const facts = [
    [t("telephone"), person.telephone],
    [t("seat"), person.place],
    [t("former_name"), person.former_surname],
    [t("number"), person.number ?? ""],
  ].filter(([, value]) => value !== "");
  if (facts.length === 0) return null;
  return (
    <dl lang={language} className="edge-line-t mt-5 grid grid-cols-[auto_1fr] gap-x-10 gap-y-3 pt-4">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-second text-mute">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
