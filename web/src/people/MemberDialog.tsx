/** Who shall belong to a group, and on which days; for a member there already, other days. */
import { useState } from "react";
import { useWords } from "../kernel/words";
import { DateField } from "../ui/DateField";
import { toIsoDay } from "../ui/dates";
import { toNumber, type Day } from "../ui/holidays";
import * as api from "./api";
import { readIsoDay } from "./days";
import { FormDialog } from "./FormDialog";
import { PickField, type Picked } from "./PickField";
import type { GroupCard, MemberLine, MemberWanted } from "./shapes";

interface MemberDialogProps {
  readonly group: GroupCard;
  /** Whose days change; null to add somebody. */
  readonly member: MemberLine | null;
  readonly onClose: () => void;
}

const readDayOf = (day: string | null | undefined) => (day ? readIsoDay(day) : null);
const iso = (day: Day | null) => (day === null ? null : toIsoDay(day));

export function MemberDialog({ group, member, onClose }: MemberDialogProps) {
  const t = useWords("people");
  const [picked, setPicked] = useState<Picked | null>(null);
  const [first, setFirst] = useState<Day | null>(readDayOf(member?.starts_on));
  const [last, setLast] = useState<Day | null>(readDayOf(member?.ends_on));
  const id = member?.id ?? picked?.id;
  const days = { starts_on: iso(first), ends_on: iso(last) };
  const put = (wanted: Omit<MemberWanted, "id">) => api.putGroupMember(group.id, { id: id ?? "", ...wanted });
  const undo = () => (member === null ? api.removeGroupMember(group.id, id ?? "") : put({ starts_on: member.starts_on, ends_on: member.ends_on }));
  return (
    <FormDialog
      title={member === null ? t("groups.add_to", { name: group.name }) : t("groups.days_title", { name: member.name })}
      action={t(member === null ? "groups.take_in" : "save")}
      done={t(member === null ? "groups.member_added" : "groups.days_saved", { name: member?.name ?? picked?.words ?? "" })}
      missing={id === undefined ? t("groups.nobody_chosen") : undefined}
      isChanged={member === null ? undefined : days.starts_on !== member.starts_on || days.ends_on !== member.ends_on}
      save={() => put(days)}
      undo={undo}
      onClose={onClose}
    >
      {member === null && (
        <PickField
          label={t("groups.whom")}
          kinds={["person", "unit", "post", "group"]}
          chosen={picked}
          onChoose={setPicked}
          not={[group.id, ...group.members.map((each) => each.id)]}
          autoFocus
        />
      )}
      <DateField label={t("groups.first_day")} value={first} onChange={setFirst} />
      <DateField label={t("groups.last_day")} value={last} onChange={setLast} first={first ?? undefined} key={first ? toNumber(first) : 0} />
    </FormDialog>
  );
}
