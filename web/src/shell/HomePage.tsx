/** Home: the date, what moves today, where one left off, one's section. The sections come from the features. */
import { useWords } from "../kernel/words";
import { usePreferences } from "../kernel/preferences";
import { wordDayFull } from "../ui/dates";
import { homeSections } from "./parts";

export function HomePage() {
  const t = useWords("shell");
  const { era, language } = usePreferences();
  const column = (name: "main" | "side") =>
    homeSections.filter((each) => each.column === name).map(({ id, Section }) => <Section key={id} />);
  return (
    <div className="px-10 py-6 max-desk:px-4">
      <title>{t("title", { page: t("rail.home") })}</title>
      <h1 className="text-title">{wordDayFull(new Date(), { era, language })}</h1>
      <div className="mt-4 grid gap-x-14 gap-y-8 wide:grid-cols-[minmax(0,40rem)_minmax(0,19rem)]">
        <div className="flex min-w-0 flex-col gap-8">{column("main")}</div>
        <div className="flex min-w-0 flex-col gap-8">{column("side")}</div>
      </div>
    </div>
  );
}
