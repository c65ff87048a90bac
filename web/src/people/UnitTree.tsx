/** The organisation as a tree: each unit with the people in it and below. Children come when a unit is opened. */
import { useEffect, useState } from "react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { SkeletonRows } from "../ui/Skeleton";
import { PlaceLink } from "./PlaceLink";
import { useUnits } from "./queries";
import type { UnitLine } from "./shapes";
import { wordUnitName } from "./wording";

interface UnitTreeProps {
  readonly chosen: string | null;
  /** Open from the start, with the chosen one itself. */
  readonly above: readonly string[];
}

export function UnitTree({ chosen, above }: UnitTreeProps) {
  const t = useWords("people");
  const { data: tops, error, refetch } = useUnits(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const path = [...above, ...(chosen === null ? [] : [chosen])].join(" ");
  useEffect(() => setOpen((now) => new Set([...now, ...path.split(" ")])), [path]);
  useEffect(() => setOpen((now) => new Set([...now, ...(tops ?? []).map((top) => top.id)])), [tops]);
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <nav aria-label={t("units")}>
      <div aria-hidden="true" className="flex justify-between px-4 pb-1 text-second text-mute">
        <span>{t("units")}</span>
        <span>{t("people_count")}</span>
      </div>
      {error !== null && tops === undefined && <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />}
      {tops === undefined ? error === null && <SkeletonRows count={10} /> : <Units units={tops} depth={0} open={open} toggle={toggle} chosen={chosen} />}
    </nav>
  );
}

interface UnitsProps {
  readonly units: readonly UnitLine[];
  readonly depth: number;
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly chosen: string | null;
}

function Units({ units, ...rest }: UnitsProps) {
  return (
    <ul>
      {units.map((unit) => (
        <Node key={unit.id} unit={unit} {...rest} />
      ))}
    </ul>
  );
}

const INDENT_REM = 1.25;

function Node({ unit, depth, open, toggle, chosen }: Omit<UnitsProps, "units"> & { readonly unit: UnitLine }) {
  const t = useWords("people");
  const { language } = usePreferences();
  const name = wordUnitName(unit, language);
  const isOpen = unit.has_children && open.has(unit.id);
  const isHere = unit.id === chosen;
  return (
    <li>
      <div
        style={{ paddingLeft: `${depth * INDENT_REM}rem` }}
        className={`relative flex min-h-row items-center rounded-r-field ${isHere ? "ground-sel" : "hover:bg-sub"}`}
      >
        {isHere && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-pri" />}
        {unit.has_children ? (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t("below", { name })}
            onClick={() => toggle(unit.id)}
            className="ml-1 inline-flex size-8 shrink-0 items-center justify-center rounded-button -outline-offset-4 hover:bg-hair"
          >
            <Icon of={isOpen ? ChevronDown : ChevronRight} size={16} />
          </button>
        ) : (
          <span className="ml-1 w-8 shrink-0" />
        )}
        <PlaceLink
          change={{ unit: unit.id, person: null, query: "", isAway: false }}
          isHere={isHere}
          className={`flex min-w-0 flex-1 items-center gap-3 self-stretch rounded-button pr-4 -outline-offset-4 ${isHere ? "font-bold text-link" : ""}`}
        >
          <span className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </span>
          <span className="text-second font-normal text-mute">
            {unit.count.toLocaleString()}
            <span className="sr-only">{t("people_unit")}</span>
          </span>
        </PlaceLink>
      </div>
      {isOpen && <Below parent={unit.id} depth={depth + 1} open={open} toggle={toggle} chosen={chosen} />}
    </li>
  );
}

function Below({ parent, ...rest }: Omit<UnitsProps, "units"> & { readonly parent: string }) {
  const t = useWords("people");
  const { data, error, refetch } = useUnits(parent);
  if (data !== undefined) return <Units units={data} {...rest} />;
  return error === null ? null : <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />;
}
