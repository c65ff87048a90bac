/** The drive's places where the rail has no room for them: a row that scrolls sideways, above its lists. */
import { Link, useRouterState } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";

export function PlaceTabs() {
  const t = useWords("drive");
  const address = useRouterState({ select: (state) => state.location.pathname });
  const isGuest = useMe().person.is_guest;
  const places = [
    ...(isGuest ? [] : [{ to: "/drive", words: t("own") }]),
    { to: "/drive/starred", words: t("starred.title") },
    ...(isGuest ? [] : [{ to: "/drive/shared-drives", words: t("shared_drives.title") }]),
    { to: "/drive/shared", words: t("shared.title") },
    { to: "/drive/recent", words: t("recent.title") },
    { to: "/drive/bin", words: t("bin.title") },
  ];
  return (
    <nav aria-label={t("places")} className="-mx-4 mb-3 flex gap-2 overflow-x-auto px-4 py-2 wide:hidden">
      {places.map(({ to, words }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true }}
          aria-current={address === to ? "page" : undefined}
          className="edge-ctl inline-flex h-9 shrink-0 items-center rounded-full px-4 text-second aria-[current=page]:border-pri aria-[current=page]:ground-sel aria-[current=page]:font-bold aria-[current=page]:text-link max-desk:h-11"
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}
