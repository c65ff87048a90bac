/** The groups below the tree of units, by reading. Who manages people makes new ones here. */
import { useState } from "react";
import { Plus } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { GroupNameDialog } from "./GroupNameDialog";
import { PlaceLink } from "./PlaceLink";
import { useGroups } from "./queries";

export function GroupList({ chosen }: { readonly chosen: string | null }) {
  const t = useWords("people");
  const { data, error, refetch } = useGroups();
  const [isOpen, setOpen] = useState(false);
  const isManager = data?.abilities.includes("people.manage") ?? false;
  if (error !== null && data === undefined) return <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />;
  if (data === undefined || (data.groups.length === 0 && !isManager)) return null;
  return (
    <nav aria-label={t("groups.title")} className="edge-line-t mt-4 pt-3">
      <p aria-hidden="true" className="px-4 pb-1 text-second text-mute">
        {t("groups.title")}
      </p>
      <ul>
        {data.groups.map((group) => {
          const isHere = group.id === chosen;
          return (
            <li key={group.id} className={`relative flex min-h-row items-center rounded-r-field ${isHere ? "ground-sel" : "hover:bg-sub"}`}>
              {isHere && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-pri" />}
              <PlaceLink
                change={{ group: group.id, unit: null, person: null, query: "", isAway: false }}
                isHere={isHere}
                className={`ml-9 flex min-w-0 flex-1 items-center gap-3 self-stretch rounded-button pr-4 -outline-offset-4 ${isHere ? "font-bold text-link" : ""}`}
              >
                <span className="min-w-0 flex-1 truncate" title={group.name}>
                  {group.name}
                </span>
                <span className="text-second font-normal text-mute">
                  {group.count.toLocaleString()}
                  <span className="sr-only">{t("people_unit")}</span>
                </span>
              </PlaceLink>
            </li>
          );
        })}
      </ul>
      {isManager && (
        <Button look="quiet" size="row" icon={Plus} className="mt-1 ml-6" onPress={() => setOpen(true)}>
          {t("groups.add")}
        </Button>
      )}
      {isOpen && <GroupNameDialog group={null} onClose={() => setOpen(false)} />}
    </nav>
  );
}
