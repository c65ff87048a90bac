/**
 * Explained 403: which of role, sign-in, device and place is short, which rule says so, and what would help. The
 * server names the smallest change that would turn the answer (`needs`); whatever is not in it is met.
 */
import { CircleCheck, CircleX } from "lucide-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import i18next from "i18next";
import type { Problem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Icon } from "../ui/Icon";
import type { RoleName } from "./AskForAccess";
import { AskLater } from "./AskLater";
import { findThingId } from "./NotFoundPage";

const roles: readonly RoleName[] = ["viewer", "commenter", "editor", "manager"];
/** Always shown, met or short; the others only when they are short. */
const always = ["role", "assurance", "device", "place"];

type Needs = Readonly<Record<string, unknown>>;

export function RefusedPage({ problem, name }: { readonly problem: Problem; readonly name?: string }) {
  const t = useWords("gate");
  const shell = useWords("shell");
  const navigate = useNavigate();
  const address = useRouterState({ select: (state) => state.location.pathname });
  const needs = (problem.params["needs"] ?? null) as Needs | null;
  const rules = (problem.params["rules"] ?? []) as readonly string[];
  const role = typeof needs?.["role"] === "number" ? roles[needs["role"] - 1] : undefined;
  return (
    <div className="max-w-180 px-10 py-10 max-desk:px-4 max-desk:py-6">
      <title>{shell("title", { page: t("refused.title") })}</title>
      {name && <p className="text-second text-mute">{name}</p>}
      <h1 className="text-title">{t("refused.title")}</h1>
      <p className="mt-2">{t(needs === null ? "refused.never" : "refused.text")}</p>
      {needs && <Conditions needs={needs} />}
      <Rules rules={rules} />
      {role && <AskLater thingId={findThingId(address)} role={role} onHome={() => void navigate({ to: "/" })} />}
    </div>
  );
}

function Conditions({ needs }: { readonly needs: Needs }) {
  const t = useWords("gate");
  const shown = [...always, ...Object.keys(needs).filter((name) => !always.includes(name))];
  return (
    <ul className="edge-line mt-6 overflow-hidden rounded-card">
      {shown.map((name) => {
        const isShort = name in needs;
        return (
          <li key={name} className={`edge-hair-b flex items-center gap-4 px-5 py-3 last:border-0 ${isShort ? "bg-err-ground" : ""}`}>
            <Icon of={isShort ? CircleX : CircleCheck} size={24} className={isShort ? "text-err" : "text-ok"} />
            <span className="flex min-w-0 flex-1 gap-x-4 max-desk:flex-col">
              <span className={`w-20 shrink-0 max-desk:w-auto ${isShort ? "" : "text-mute"}`}>{t(`conditions.${name}.name`)}</span>
              <span className="font-bold">{isShort && <Need name={name} value={needs[name]} />}</span>
            </span>
            <span className={`shrink-0 text-second ${isShort ? "font-bold text-err" : "text-mute"}`}>{t(isShort ? "refused.short" : "refused.met")}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Need({ name, value }: { readonly name: string; readonly value: unknown }) {
  const t = useWords("gate");
  const role = name === "role" && typeof value === "number" ? roles[value - 1] : undefined;
  return t(`conditions.${name}.need`, { role: role && t(`roles.${role}`) });
}

/** The rules that spoke, in words where we have them; else by name, so that an administrator can find them. */
function Rules({ rules }: { readonly rules: readonly string[] }) {
  const t = useWords("gate");
  if (rules.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="text-section">{t("refused.rules")}</h2>
      <ul className="mt-2 list-disc pl-6">
        {rules.map((rule) => (
          <li key={rule}>{i18next.exists(`rules.${rule}`, { ns: "gate" }) ? t(`rules.${rule}`) : t("rules.other", { rule })}</li>
        ))}
      </ul>
    </section>
  );
}
