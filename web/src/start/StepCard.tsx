/** One of the four acts: its number or a tick, what it is, and, while it is the next one, how to do it. */
import type { ReactNode } from "react";
import { Check } from "lucide-react";
import { useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import type { Step } from "./progress";

interface StepCardProps {
  readonly step: Step;
  readonly number: number;
  readonly state: "done" | "now" | "later";
  readonly children: ReactNode;
}

const rings = {
  done: "bg-ok-ground text-ok",
  now: "border-2 border-pri text-link font-bold bg-page",
  later: "border-2 border-ctl",
} as const;

export function StepCard({ step, number, state, children }: StepCardProps) {
  const t = useWords("start");
  return (
    <li
      aria-current={state === "now" ? "step" : undefined}
      className={`flex gap-4 p-5 not-last:edge-line-b max-desk:p-4 ${state === "now" ? "bg-sel shadow-[inset_4px_0_0_var(--pri),var(--sel-frame)]" : "bg-page"}`}
    >
      <span className={`inline-flex size-10 shrink-0 items-center justify-center rounded-full ${rings[state]}`}>
        {state === "done" ? <Icon of={Check} /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="text-section">
          {t(`steps.${step}.title`)}
          <span className="sr-only">{t(`states.${state}`)}</span>
        </h2>
        <p className={state === "now" ? "" : "text-second text-mute"}>{t(`steps.${step}.${state === "done" ? "done" : "text"}`)}</p>
        {state === "now" && <div className="mt-4">{children}</div>}
      </div>
      {state === "later" && <p className="shrink-0 text-second text-mute">{t("a_minute")}</p>}
    </li>
  );
}
