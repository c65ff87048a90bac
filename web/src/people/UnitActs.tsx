/** What who manages people does to a unit: a unit below it, a colleague in it. */
import { useState } from "react";
import { FolderTree, Pencil, UserPlus } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { useMe } from "../sessions/me";
import { AddPersonDialog } from "./AddPersonDialog";
import { AddUnitDialog } from "./AddUnitDialog";
import { RenameUnitDialog } from "./RenameUnitDialog";
import type { UnitCard } from "./shapes";

export function UnitActs({ unit }: { readonly unit: UnitCard }) {
  const t = useWords("people");
  const [open, setOpen] = useState<"unit" | "person" | "name" | null>(null);
  if (!unit.abilities.includes("people.manage")) return null;
  return (
    <div className="mt-3 flex flex-wrap gap-3">
      <Button size="row" icon={UserPlus} onPress={() => setOpen("person")}>
        {t("add.person")}
      </Button>
      <Button size="row" icon={FolderTree} onPress={() => setOpen("unit")}>
        {t("add.unit")}
      </Button>
      <Button size="row" icon={Pencil} onPress={() => setOpen("name")}>
        {t("rename.act")}
      </Button>
      {open === "person" && <AddPersonDialog unit={unit} onClose={() => setOpen(null)} />}
      {open === "name" && <RenameUnitDialog unit={unit} onClose={() => setOpen(null)} />}
      {open === "unit" && <AddUnitDialog parent={unit} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** A new server has no unit yet: the first is the agency itself. */
export function NoUnits() {
  const t = useWords("people");
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const isManager = me.agency.abilities.includes("people.manage");
  return (
    <div className="px-4">
      <EmptyState
        title={t("empty.units")}
        hint={t(isManager ? "empty.units_hint" : "empty.units_wait")}
        actions={
          isManager && (
            <Button look="solid" icon={FolderTree} onPress={() => setOpen(true)}>
              {t("add.agency")}
            </Button>
          )
        }
      />
      {isOpen && <AddUnitDialog parent={null} onClose={() => setOpen(false)} />}
    </div>
  );
}
