/** On home until it is put away: how far one has come with the four acts. */
import { Link } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { getNextStep, setProgress, steps, useProgress } from "./progress";

export function StartCard() {
  const t = useWords("start");
  const me = useMe().person.id;
  const progress = useProgress(me);
  if (progress.isDismissed || getNextStep(progress) === undefined) return null;
  return (
    <section aria-labelledby="start" className="edge-line rounded-field bg-sub p-4">
      <h2 id="start" className="text-section">
        {t("title")}
      </h2>
      <p className="text-second">{t("card", { done: progress.done.length, all: steps.length })}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Link to="/start" className={buttonLook("outlined", "work")}>
          {t(progress.done.length === 0 ? "begin" : "go_on")}
        </Link>
        <Button look="quiet" onPress={() => setProgress(me, { ...progress, isDismissed: true })}>
          {t("dismiss")}
        </Button>
      </div>
    </section>
  );
}
