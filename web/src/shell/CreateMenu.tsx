/** The 新規 menu: what can be made, and where it will be. In the rail at the desk, in the header on a phone. */
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, Plus } from "lucide-react";
import { useHere } from "../kernel/here";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { useMe } from "../sessions/me";
import { Menu } from "../ui/Menu";
import { createEntries, useMine } from "./parts";

type Place = "wide" | "narrow" | "header";

const looks: Record<Place, string> = {
  wide: "mb-3 px-4!",
  narrow: "mb-2 h-16! flex-col gap-1! px-0! text-second!",
  header: "px-3!",
};

export function CreateMenu({ place }: { readonly place: Place }) {
  const t = useWords("shell");
  const here = useHere();
  const isGuest = useMe().person.is_guest;
  const navigate = useNavigate();
  const go = (to: string) => void navigate({ to });
  const entries = useMine(createEntries);
  // A guest has no place of their own: what they make lies where they stand.
  if (entries.length === 0 || (isGuest && here?.kind !== "folder")) return null;
  return (
    <Menu
      name={t("create")}
      foot={here === null ? undefined : t("create_in", { name: here.name })}
      trigger={(props) => (
        <Button
          {...props}
          look="solid"
          size={place === "header" ? "work" : "large"}
          icon={Plus}
          iconAfter={place === "wide" ? ChevronDown : undefined}
          className={looks[place]}
        >
          {t("create")}
        </Button>
      )}
      acts={entries.map((entry) => ({ ...entry, label: t(entry.words), onAction: () => entry.act(go) }))}
    />
  );
}
