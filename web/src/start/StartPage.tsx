/** はじめに: four acts, each done for real with one's own file, and seen to happen. */
import type { ReactNode } from "react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { DropStep } from "./DropStep";
import { ShareStep, TakeStep, WriteStep } from "./LaterSteps";
import { StepCard } from "./StepCard";
import { getNextStep, setProgress, steps, useProgress, type Progress, type Step } from "./progress";

export function StartPage() {
  const t = useWords("start");
  const shell = useWords("shell");
  const me = useMe().person.id;
  const navigate = useNavigate();
  const progress = useProgress(me);
  const next = getNextStep(progress);
  const leave = () => {
    setProgress(me, { ...progress, isDismissed: true });
    void navigate({ to: "/" });
  };
  return (
    <div className="px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: t("title") })}</title>
      <div className="grid gap-x-14 gap-y-8 wide:grid-cols-[minmax(0,40rem)_minmax(0,19rem)]">
        <div>
          <h1 className="text-title">{t("title")}</h1>
          <p>{t("lead")}</p>
          <Bar progress={progress} />
          <ol className="edge-line mt-3 overflow-hidden rounded-card">
            {steps.map((step, index) => (
              <StepCard key={step} step={step} number={index + 1} state={progress.done.includes(step) ? "done" : step === next ? "now" : "later"}>
                {drawStep(step, progress)}
              </StepCard>
            ))}
          </ol>
        </div>
        <aside aria-label={t("side")} className="flex flex-col items-start gap-2 pt-10 max-desk:pt-0">
          {progress.document && (
            <Link to={`/documents/${progress.document.id}`} className={buttonLook("plain", "work")}>
              {t("open_document", { name: progress.document.name })}
            </Link>
          )}
          <Button look="quiet" className="-ml-4 link-text" onPress={leave}>
            {t("leave")}
          </Button>
          <p className="text-second text-mute">{t("leave_hint")}</p>
        </aside>
      </div>
    </div>
  );
}

function drawStep(step: Step, progress: Progress): ReactNode {
  if (step === "drop") return <DropStep />;
  if (progress.document === null) return null;
  if (step === "write") return <WriteStep document={progress.document} />;
  return step === "share" ? <ShareStep document={progress.document} /> : <TakeStep document={progress.document} />;
}

/** One piece for each act: done is filled, the next has a frame; the words say it too. */
function Bar({ progress }: { readonly progress: Progress }) {
  const t = useWords("start");
  const next = getNextStep(progress);
  return (
    <div className="mt-4 flex items-center gap-4">
      <div aria-hidden="true" className="flex flex-1 gap-1.5">
        {steps.map((step) => (
          <span
            key={step}
            className={`h-2 flex-1 rounded-full ${progress.done.includes(step) ? "bg-ok" : step === next ? "border-2 border-pri bg-page" : "bg-hair"}`}
          />
        ))}
      </div>
      <p role="status">{t("progress", { done: progress.done.length, all: steps.length })}</p>
    </div>
  );
}
