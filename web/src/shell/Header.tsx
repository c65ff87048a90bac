/** 56 px: the product and the agency, the search box, the bell, the person. */
import { Link } from "@tanstack/react-router";
import { LogOut, Settings } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { wordUnit, type Me } from "../sessions/me";
import { signOut } from "../sessions/signIn";
import { Avatar } from "../ui/Avatar";
import { GuestChip } from "../ui/GuestChip";
import { Menu } from "../ui/Menu";
import { showTrouble } from "../ui/toasts";
import { CreateMenu } from "./CreateMenu";
import { bells, Search, searchable, useMine } from "./parts";

export function Header({ me }: { readonly me: Me }) {
  const t = useWords("shell");
  const commands = useMine(searchable);
  return (
    <header data-region="header" tabIndex={-1} className="edge-line-b flex h-14 shrink-0 items-center gap-4 bg-page pr-6 pl-6 max-desk:gap-2 max-desk:pr-2 max-desk:pl-4 wide:pl-0">
      <Link to="/" className="flex shrink-0 items-baseline gap-2 rounded-chip wide:ml-6 wide:w-54">
        <span className="text-[1.375rem]/8 font-bold text-pri">{t("product")}</span>
        <span className="text-second text-mute max-desk:hidden">{me.agency.name}</span>
      </Link>
      <div className="min-w-0 flex-1 max-desk:hidden">{Search && <Search commands={commands} />}</div>
      <div className="ml-auto flex shrink-0 items-center gap-4 max-desk:gap-2">
        <div className="desk:hidden">
          <CreateMenu place="header" />
        </div>
        {bells.map((Bell, index) => (
          <Bell key={index} />
        ))}
        <PersonMenu me={me} />
      </div>
    </header>
  );
}

function PersonMenu({ me }: { readonly me: Me }) {
  const { language } = usePreferences();
  const t = useWords("shell");
  const isGuest = me.person.is_guest;
  const navigate = useNavigate();
  const leave = () => {
    signOut().catch(showTrouble);
  };
  return (
    <Menu
      name={t("person_menu")}
      placement="bottom end"
      foot={me.person.number === "" ? undefined : t(isGuest ? "guest_number" : "number", { number: me.person.number })}
      trigger={({ onPress, ...props }) => (
        <button type="button" {...props} onClick={onPress} className="flex items-center gap-2 rounded-field px-2 py-1 text-left hover:bg-sub">
          <Avatar name={me.person.name} kind={isGuest ? "guest" : "person"} />
          <span className="max-desk:sr-only">
            <span className="flex items-center gap-2 text-second font-bold">
              {me.person.name}
              {isGuest && <GuestChip />}
            </span>
            {!isGuest && <span className="block text-second text-mute">{wordUnit(me.posts[0], language)}</span>}
          </span>
        </button>
      )}
      acts={[
        { id: "settings", label: t("rail.settings"), icon: Settings, onAction: () => void navigate({ to: "/settings" }) },
        { id: "sign-out", label: t("sign_out"), icon: LogOut, isApart: true, onAction: leave },
      ]}
    />
  );
}
