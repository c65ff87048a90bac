/** Who may see the thing now, and what becomes of each when saved: same, added, changed, taken. */
import { useState } from "react";
import { CalendarDays, Undo2, X } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { PersonAvatar, PersonName, useIsGuest, useLastDay } from "../../people/PersonMark";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { getDay, toIsoDay } from "../../ui/dates";
import { DateField } from "../../ui/DateField";
import type { Day } from "../../ui/holidays";
import { Select } from "../../ui/Select";
import { Time } from "../../ui/Time";
import type { Opening } from "../openings/openings";
import { ShareOpened } from "../openings/Openings";
import { roles, type Sharing } from "../shapes";
import { useNameOf, wordParty, type NameOf } from "../wording";
import { give, isEmpty, keepAsIs, keyOf, listRows, take, type Draft, type DraftRow } from "./draft";

const FIRST_SHOWN = 4;
/** While something changes, the room belongs to what changes and to what it leads to. */
const FIRST_SHOWN_CHANGING = 2;

interface ShareRowsProps {
  readonly draft: Draft;
  readonly sharing: Sharing;
  /** How many have opened it; empty where that is not told. */
  readonly openings: readonly Opening[];
  readonly onDraft: (draft: Draft) => void;
}

export function ShareRows({ draft, sharing, openings, onDraft }: ShareRowsProps) {
  const t = useWords("drive");
  const [isWhole, setWhole] = useState(false);
  const { own, inherited } = listRows(draft, sharing);
  const rows = [...own.map((row) => ({ row, isInherited: false })), ...inherited.map((row) => ({ row, isInherited: true }))];
  const nameOf = useNameOf(rows.flatMap(({ row }) => [row.party.id, row.share?.given_by]));
  const most = isEmpty(draft) ? FIRST_SHOWN : FIRST_SHOWN_CHANGING;
  // What changes is always shown; what stays as it is may be folded.
  const shown = isWhole ? rows : rows.filter(({ row }, index) => index < most || row.state !== "same");
  return (
    <>
      <ul aria-label={t("share.now")}>
        {shown.map(({ row, isInherited }) => (
          <li key={`${keyOf(row.party)}-${isInherited}`} className="edge-hair-b">
            <ShareRow row={row} isInherited={isInherited} draft={draft} sharing={sharing} openings={openings} onDraft={onDraft} nameOf={nameOf} />
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button look="quiet" size="row" className="mt-1" onPress={() => setWhole(true)}>
          {t("share.rest", { count: rows.length - shown.length })}
        </Button>
      )}
    </>
  );
}

interface ShareRowProps extends ShareRowsProps {
  readonly row: DraftRow;
  readonly isInherited: boolean;
  readonly nameOf: NameOf;
}

function ShareRow({ row, isInherited, draft, sharing, openings, onDraft, nameOf }: ShareRowProps) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const [isDating, setDating] = useState(false);
  const { party, state } = row;
  const plain = wordParty(t, party, nameOf);
  const name = party.kind === "person" && party.id === me ? t("share.name_me", { name: plain }) : plain;
  const isTaken = state === "taken";
  const isGuest = useIsGuest(party.kind === "person" ? party.id : null);
  // It has acts of its own, below.
  const isLink = party.kind === "link";
  const opening = openings.find((each) => keyOf(each.party) === keyOf(party));
  const set = (over: { role?: DraftRow["role"]; endsOn?: string | null }) =>
    onDraft(give(draft, sharing, { party, role: over.role ?? row.role, ends_on: over.endsOn === undefined ? row.endsOn : over.endsOn }));
  return (
    <div className={`py-1 ${isTaken ? "-mx-3 rounded-field bg-err-ground px-3" : ""}`}>
      <div className="flex min-h-14 flex-wrap items-center gap-3">
        {party.kind === "person" ? <PersonAvatar id={party.id} name={plain} size={40} /> : <Avatar name={plain} kind="unit" size={40} />}
        <div className="min-w-0 flex-1 basis-48">
          <p className={isTaken ? "line-through" : ""}>{party.kind === "person" ? <PersonName id={party.id} name={name} /> : name}</p>
          <p className="text-second text-mute">
            <Second row={row} isInherited={isInherited} nameOf={nameOf} />
            {opening !== undefined && row.share !== null && (
              <span className="block">
                <ShareOpened opening={opening} />
              </span>
            )}
          </p>
        </div>
        {state === "added" && <Chip look="ok">{t("share.added")}</Chip>}
        {isTaken && <span className="text-second font-bold text-err">{t("share.taken")}</span>}
        {isTaken && !isInherited && (
          <Button size="row" icon={Undo2} onPress={() => onDraft(keepAsIs(draft, party))}>
            {t("share.untake")}
          </Button>
        )}
        {isTaken && isInherited && (
          <Button size="row" icon={Undo2} onPress={() => set({})}>
            {t("share.keep")}
          </Button>
        )}
        {!isTaken && (isInherited || isLink) && <span className="text-second text-mute">{t(`roles.${row.role}`)}</span>}
        {!isTaken && !isInherited && !isLink && (
          <div className="flex items-center gap-1">
            <Button look="quiet" size="row" icon={CalendarDays} aria-label={t("share.end_of", { name: plain })} aria-expanded={isDating} onPress={() => setDating(!isDating)}>
              {row.endsOn === null ? t("share.no_end") : <Time at={row.endsOn} as="narrow" />}
            </Button>
            <Select
              label={t("share.role_of", { name: plain })}
              isLabelHidden
              size={36}
              value={row.role}
              choices={roles.filter((each) => each !== "manager" || !isGuest).map((each) => ({ id: each, label: t(`roles.${each}`) }))}
              onChange={(role) => set({ role })}
            />
            <Button look="quiet" size="row" icon={X} aria-label={t("share.take_of", { name: plain })} onPress={() => onDraft(take(draft, sharing, party))}>
              {t("share.take")}
            </Button>
          </div>
        )}
      </div>
      {isDating && !isTaken && !isInherited && (
        <div className="pb-3 desk:pl-13">
          <DateField
            label={t("share.last_day")}
            value={readDay(row.endsOn)}
            onChange={(day) => set({ endsOn: day === null ? null : toIsoDay(day) })}
            first={getDay(new Date())}
          />
        </div>
      )}
    </div>
  );
}

function readDay(day: string | null): Day | null {
  if (day === null) return null;
  const [year, month, date] = day.split("-").map(Number);
  return { year: year!, month: month!, day: date! };
}

/** 14人・フォルダーと同じ · 12人・令和8年5月12日(火)に佐藤 みのりさんが共有・令和9年3月31日(水)まで */
function Second({ row, isInherited, nameOf }: { readonly row: DraftRow; readonly isInherited: boolean; readonly nameOf: NameOf }) {
  const t = useWords("drive");
  const { share, party } = row;
  const by = nameOf(share?.given_by);
  const lastDay = useLastDay(party.kind === "person" ? party.id : null);
  const parts = [
    party.kind !== "person" && party.kind !== "link" && share !== null && t("people", { count: share.people }),
    isInherited && t("share.inherited"),
    !isInherited && share !== null && by !== "" && (
      <>
        <Time at={share.given_at} as="full" /> {t("share.given_by", { name: by })}
      </>
    ),
    row.endsOn !== null && (
      <>
        <Time at={row.endsOn} as="full" />
        {t("share.until")}
      </>
    ),
    lastDay !== null && (
      <>
        {t("share.account")} <Time at={lastDay} as="full" />
        {t("share.until")}
      </>
    ),
  ].filter((part) => part !== false);
  return parts.map((part, index) => (
    <span key={index}>
      {index > 0 && t("dot")}
      {part}
    </span>
  ));
}
