/** The head of a unit's page: its name, how many there are, where it sits, and what lies above and below. */
import { ChevronRight } from "lucide-react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { SegmentedChoice } from "../ui/SegmentedChoice";
import { PlaceLink } from "./PlaceLink";
import { usePlace } from "./place";
import type { Order, UnitCard, UnitLine } from "./shapes";
import { UnitActs } from "./UnitActs";
import { wordUnitName } from "./wording";

export function UnitHead({ unit }: { readonly unit: UnitCard }) {
  const t = useWords("people");
  const { language } = usePreferences();
  const { place, go } = usePlace();
  const name = wordUnitName(unit, language);
  const facts = [
    t("count", { count: unit.count }),
    ...(unit.away_count > 0 ? [t("away.count", { count: unit.away_count })] : []),
    ...(unit.telephone === "" ? [] : [`${t("telephone")}${language === "en" ? " " : ""}${unit.telephone}`]),
    ...(unit.place === "" ? [] : [unit.place]),
  ];
  return (
    <div className="edge-line-b px-4 pt-4 pb-3">
      {unit.above.length > 1 && <Above units={unit.above.slice(1)} />}
      <div className="flex items-start gap-3">
        <Avatar name={unit.name} kind="unit" size={40} />
        <div className="min-w-0 flex-1">
          <h2 className="text-section">{name}</h2>
          <p className="text-second text-mute">{facts.join("・")}</p>
        </div>
      </div>
      {unit.duty !== "" && <p className="mt-2 text-second">{unit.duty}</p>}
      <UnitActs unit={unit} />
      {unit.children.length > 0 && <Children units={unit.children} />}
      <div className="mt-3 flex items-end justify-between gap-3">
        <SegmentedChoice<Order>
          label={t("order.name")}
          isLabelHidden
          value={place.order}
          choices={[
            { id: "reading", label: t("order.reading") },
            { id: "rank", label: t("order.rank") },
          ]}
          onChange={(order) => go({ unit: unit.id, order }, { isReplacing: true })}
        />
        <span aria-hidden="true" className="text-second text-mute">
          {t("telephone")}
        </span>
      </div>
    </div>
  );
}

function Above({ units }: { readonly units: readonly UnitLine[] }) {
  const t = useWords("people");
  const { language } = usePreferences();
  return (
    <nav aria-label={t("above")} className="mb-2">
      <ol className="flex flex-wrap items-center gap-x-2 text-second">
        {units.map((each, index) => (
          <li key={each.id} className="flex items-center gap-2">
            {index > 0 && <Icon of={ChevronRight} size={16} className="text-mute" />}
            <PlaceLink change={{ unit: each.id, person: null, query: "", isAway: false }} className="link-text rounded-chip">
              {wordUnitName(each, language)}
            </PlaceLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On a phone the tree is a page of its own: here one goes down without it. */
function Children({ units }: { readonly units: readonly UnitLine[] }) {
  const t = useWords("people");
  const { language } = usePreferences();
  return (
    <ul aria-label={t("units_below")} className="mt-3 flex flex-wrap gap-2 desk:hidden">
      {units.map((each) => (
        <li key={each.id}>
          <PlaceLink
            change={{ unit: each.id, person: null, query: "", isAway: false }}
            className="edge-ctl inline-flex min-h-11 items-center gap-2 rounded-field px-3"
          >
            {wordUnitName(each, language)}
            <span className="text-second text-mute">{each.count.toLocaleString()}</span>
          </PlaceLink>
        </li>
      ))}
    </ul>
  );
}
