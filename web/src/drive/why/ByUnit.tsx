/** Where those who can see a thing work: a bar for each unit, how much of it can, and by which role; unit by unit down. */
import { useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useNames, useWordName } from "../../people/names";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { Icon } from "../../ui/Icon";
import { SkeletonRows } from "../../ui/Skeleton";
import * as api from "../api";
import { keys } from "../queries";
import type { Role, RoleCounts, UnitReaders } from "../shapes";

interface ByUnitProps {
  readonly id: string;
  /** Where to begin: the agency without one. */
  readonly start: string | null;
  /** Shows the people of a unit by their names. */
  readonly onList: (unit: string) => void;
}

const ROLES: readonly Role[] = ["manager", "editor", "commenter", "viewer"];
const looks: Record<Role, string> = { manager: "bg-ink", editor: "bg-pri", commenter: "bg-pri/60", viewer: "bg-pri/30" };

export function ByUnit({ id, start, onList }: ByUnitProps) {
  const t = useWords("readers");
  const word = useWordName();
  const [at, setAt] = useState(start);
  const { data, error, refetch } = useQuery({
    queryKey: keys.readersByUnit(id, at),
    queryFn: ({ signal }) => api.fetchReadersByUnit(id, at, { signal }),
    placeholderData: keepPreviousData,
  });
  const names = useNames(data === undefined ? [] : [...data.above, ...data.units.map(({ unit }) => unit)]);
  const nameOf = (unit: string) => {
    const name = names.get(unit);
    return name === undefined ? "" : word(name);
  };
  if (error !== null) return <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows count={8} lines={2} />;
  const seen = data.units.filter(({ readers }) => sum(readers) > 0);
  const blind = data.units.length - seen.length;
  return (
    <div className="px-4 pb-4">
      <Path above={data.above} nameOf={nameOf} onOpen={setAt} />
      <Legend counts={[...data.units.map(({ readers }) => readers), data.here.readers, data.elsewhere]} />
      <ul aria-label={t("units")} className="mt-1">
        {seen.map((each) => (
          <li key={each.unit}>
            <button
              type="button"
              onClick={() => (each.has_units ? setAt(each.unit) : onList(each.unit))}
              className="edge-hair-b press block w-full py-2.5 text-left -outline-offset-2 hover:bg-sub"
            >
              <Line name={nameOf(each.unit)} readers={each.readers} people={each.people} leads />
            </button>
          </li>
        ))}
        {sum(data.here.readers) > 0 && data.units.length > 0 && (
          <li className="edge-hair-b py-2.5">
            <Line name={t("here", { unit: nameOf(data.unit) })} readers={data.here.readers} people={data.here.people} />
          </li>
        )}
        {sum(data.elsewhere) > 0 && <li className="edge-hair-b py-2.5 text-second">{t("elsewhere", { count: sum(data.elsewhere) })}</li>}
      </ul>
      {blind > 0 && <p className="py-2 text-second text-mute">{t("blind", { count: blind })}</p>}
      <Button size="row" className="mt-2" onPress={() => onList(data.unit)}>
        {t("list_unit", { unit: nameOf(data.unit) })}
      </Button>
    </div>
  );
}

function Path({ above, nameOf, onOpen }: { readonly above: readonly string[]; readonly nameOf: (unit: string) => string; readonly onOpen: (unit: string) => void }) {
  const t = useWords("readers");
  return (
    <nav aria-label={t("path")} className="py-1">
      <ol className="flex flex-wrap items-center gap-x-1 text-second">
        {above.map((unit, index) => (
          <li key={unit} className="flex items-center gap-1">
            {index > 0 && <Icon of={ChevronRight} size={16} className="text-mute" />}
            {index === above.length - 1 ? (
              <b aria-current="location">{nameOf(unit)}</b>
            ) : (
              <button type="button" className="link-text min-h-8" onClick={() => onOpen(unit)}>
                {nameOf(unit)}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Legend({ counts }: { readonly counts: readonly RoleCounts[] }) {
  const t = useWords("drive");
  const shown = ROLES.filter((role) => counts.some((each) => (each[role] ?? 0) > 0));
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-second">
      {shown.map((role) => (
        <li key={role} className="flex items-center gap-1.5">
          <span className={`size-3 in-data-[theme=contrast]:edge-ctl ${looks[role]}`} />
          {t(`roles.${role}`)}
        </li>
      ))}
    </ul>
  );
}

interface LineProps extends Pick<UnitReaders, "readers" | "people"> {
  readonly name: string;
  /** Whether it leads further in. */
  readonly leads?: boolean;
}

function Line({ name, readers, people, leads = false }: LineProps) {
  const t = useWords("readers");
  const roles = useWords("drive");
  const said = ROLES.filter((role) => readers[role]).map((role) => t("role_people", { role: roles(`roles.${role}`), count: readers[role] }));
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 break-words">{name}</span>
        <span className="shrink-0 text-second">{t("of_people", { count: sum(readers), people })}</span>
        {leads && <Icon of={ChevronRight} size={16} className="self-center text-mute" />}
      </span>
      <span className="sr-only">{said.join(roles("dot"))}</span>
      <span aria-hidden="true" className="mt-1.5 flex h-2 overflow-hidden bg-hair in-data-[theme=contrast]:edge-ctl in-data-[theme=contrast]:bg-page">
        {ROLES.map((role) => readers[role] && <span key={role} className={`h-full min-w-0.5 ${looks[role]}`} style={{ width: `${(readers[role] / people) * 100}%` }} />)}
      </span>
    </>
  );
}

function sum(counts: RoleCounts): number {
  return ROLES.reduce((total, role) => total + (counts[role] ?? 0), 0);
}
