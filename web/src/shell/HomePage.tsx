/** Home: the date, what moves today, where one left off, one's section. The sections come from the features. */
import { Navigate } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { usePreferences } from "../kernel/preferences";
import { wordDayFull } from "../ui/dates";
import { homeSections, useHomeCount } from "./parts";

export function HomePage() {
  const t = useWords("shell");
  const { era, language } = usePreferences();
  const waiting = useHomeCount();
  const isGuest = useMe().person.is_guest;
  const column = (name: "main" | "side") =>
    homeSections.filter((each) => each.column === name).map(({ id, Section }) => <Section key={id} />);
  // Whoever comes from outside comes for what was shared with them.
  if (isGuest) return <Navigate to="/drive/shared" replace />;
  return (
    <div className="px-10 py-6 max-desk:px-4">
      <title>{t("title", { page: t("rail.home") })}</title>
      {/* At the desk the day, on a phone what one came for; one of the two is drawn. */}
      <h1 className="text-title/8 font-bold max-desk:hidden">{wordDayFull(new Date(), { era, language })}</h1>
      <h1 className="text-title desk:hidden">
        {t("rail.your_turn")} {waiting > 0 && <span className="text-pri">{waiting}</span>}
      </h1>
      <div className="mt-3 grid gap-x-14 gap-y-8 wide:grid-cols-[minmax(0,40rem)_minmax(0,19rem)]">
        <div className="flex min-w-0 flex-col gap-5">{column("main")}</div>
        <div className="flex min-w-0 flex-col gap-6">{column("side")}</div>
      </div>
    </div>
  );
}
