/** One group: how many people it stands for today, and its members with the days on which they belong. */
import { useState } from "react";
import { CalendarDays, Pencil, UserPlus, X } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { useNow, wordTime } from "../ui/Time";
import { showToast, showTrouble } from "../ui/toasts";
import * as api from "./api";
import { wordIsoDay } from "./days";
import { GroupNameDialog } from "./GroupNameDialog";
import { MemberDialog } from "./MemberDialog";
import { PlaceLink } from "./PlaceLink";
import { renewPeople, useGroup } from "./queries";
import type { GroupCard, MemberLine } from "./shapes";

export function GroupPage({ id }: { readonly id: string }) {
  const t = useWords("people");
  const { data: group, error, refetch } = useGroup(id);
  if (error !== null && group === undefined) return <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />;
  return group === undefined ? <SkeletonRows count={6} lines={2} /> : <Loaded key={group.id} group={group} />;
}

function Loaded({ group }: { readonly group: GroupCard }) {
  const t = useWords("people");
  const [open, setOpen] = useState<"name" | "member" | null>(null);
  const isManager = group.abilities.includes("people.manage");
  return (
    <>
      <div className="edge-line-b px-4 pt-4 pb-3">
        <div className="flex items-start gap-3">
          <Avatar name={group.name} kind="unit" size={40} />
          <div className="min-w-0 flex-1">
            <h2 className="text-section">{group.name}</h2>
            <p className="text-second text-mute">{[t("groups.one"), t("count", { count: group.count })].join("・")}</p>
          </div>
        </div>
        {isManager && (
          <div className="mt-3 flex flex-wrap gap-3">
            <Button size="row" icon={UserPlus} onPress={() => setOpen("member")}>
              {t("groups.add_member")}
            </Button>
            <Button size="row" icon={Pencil} onPress={() => setOpen("name")}>
              {t("rename.act")}
            </Button>
          </div>
        )}
      </div>
      {group.members.length === 0 ? (
        <div className="px-4">
          <EmptyState title={t("groups.empty")} hint={t(isManager ? "groups.empty_hint" : "groups.empty_wait")} />
        </div>
      ) : (
        <ul aria-label={t("groups.members")} tabIndex={0} className="min-h-0 flex-1 -outline-offset-4 desk:overflow-y-auto">
          {group.members.map((member) => (
            <Member key={member.id} group={group} member={member} isManager={isManager} />
          ))}
        </ul>
      )}
      {open === "name" && <GroupNameDialog group={group} onClose={() => setOpen(null)} />}
      {open === "member" && <MemberDialog group={group} member={null} onClose={() => setOpen(null)} />}
    </>
  );
}

interface MemberProps {
  readonly group: GroupCard;
  readonly member: MemberLine;
  readonly isManager: boolean;
}

function Member({ group, member, isManager }: MemberProps) {
  const t = useWords("people");
  const { language } = usePreferences();
  const queries = useQueryClient();
  const [isDating, setDating] = useState(false);
  const name = language === "en" ? member.english : member.name;
  const putBack = async () => {
    try {
      await api.putGroupMember(group.id, { id: member.id, starts_on: member.starts_on, ends_on: member.ends_on });
    } catch (error) {
      showTrouble(error);
    }
    renewPeople(queries);
  };
  const remove = async () => {
    try {
      await api.removeGroupMember(group.id, member.id);
      showToast({ words: t("groups.member_removed", { name }), undo: { act: () => void putBack() } });
    } catch (error) {
      showTrouble(error);
    }
    renewPeople(queries);
  };
  return (
    <li className="edge-hair-b flex min-h-row-two flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Avatar name={member.name} kind={member.kind === "person" ? "person" : "unit"} size={40} />
      <div className="min-w-0 flex-1">
        <p>
          <MemberName member={member} name={name} />
        </p>
        <p className="text-second text-mute">{[t(`groups.kinds.${member.kind}`), useDays(member)].join("・")}</p>
      </div>
      {isManager && (
        <div className="flex gap-2 max-desk:w-full max-desk:pl-13">
          <Button size="row" icon={CalendarDays} aria-label={t("groups.days_title", { name })} onPress={() => setDating(true)}>
            {t("groups.days")}
          </Button>
          <Button size="row" icon={X} aria-label={t("groups.remove_name", { name })} onPress={() => void remove()}>
            {t("groups.remove")}
          </Button>
        </div>
      )}
      {isDating && <MemberDialog group={group} member={member} onClose={() => setDating(false)} />}
    </li>
  );
}

function MemberName({ member, name }: { readonly member: MemberLine; readonly name: string }) {
  const elsewhere = { unit: null, group: null, person: null, query: "", isAway: false };
  if (member.kind === "person") return <PlaceLink change={{ person: member.id }} className="link-text rounded-chip">{name}</PlaceLink>;
  if (member.kind === "post") return name;
  return (
    <PlaceLink change={{ ...elsewhere, [member.kind]: member.id }} className="link-text rounded-chip">
      {name}
    </PlaceLink>
  );
}

/** いつも, 4月1日から, 4月30日まで, or both; what is over says so. */
function useDays(member: MemberLine): string {
  const t = useWords("people");
  const style = usePreferences();
  const now = useNow();
  const { starts_on: first, ends_on: last } = member;
  const word = (day: string | null) => (day === null ? "" : wordTime(day, "narrow", now, style));
  if (last !== null && last < wordIsoDay(now)) return t("groups.over", { last: word(last) });
  if (first !== null && last !== null) return t("post.days", { first: word(first), last: word(last) });
  if (first !== null) return t("post.from", { day: word(first) });
  return last === null ? t("groups.always") : t("groups.until", { last: word(last) });
}
