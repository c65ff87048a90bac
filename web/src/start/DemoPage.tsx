/** The demo's first page: whom does one want to be? Two may be opened side by side. */
import { useState } from "react";
import { Columns2, Languages } from "lucide-react";
import { setPreferences, usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { Checkbox } from "../ui/Checkbox";
import { ErrorState } from "../ui/ErrorState";
import { openBeside, usePersonas, type PersonaCard } from "./personas";

const MOST_SIDE_BY_SIDE = 2;

export function DemoPage() {
  const t = useWords("start");
  const { language } = usePreferences();
  const { data, error, refetch } = usePersonas();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const personas = data?.personas ?? [];
  const other = language === "ja" ? "en" : "ja";
  const guests = personas.filter((persona) => persona.is_guest).length;
  const pair = chosen.flatMap((host) => personas.find((persona) => persona.host === host) ?? []);
  // A third takes the place of the first.
  const toggle = (host: string, isChosen: boolean) =>
    setChosen((before) => (isChosen ? [...before, host].slice(-MOST_SIDE_BY_SIDE) : before.filter((each) => each !== host)));
  return (
    <div className="flex min-h-dvh flex-col bg-sub">
      <main className="mx-auto w-full max-w-290 flex-1 px-4 pt-3 pb-6">
        <title>{t("demo.title")}</title>
        <div className="flex items-center gap-4">
          <p className="flex items-baseline gap-4">
            <span className="text-[1.75rem]/10 font-bold text-pri">{t("product")}</span>
            <span className="text-mute">{t("demo.sample", { city: data?.city ?? "" })}</span>
          </p>
          <Button look="quiet" icon={Languages} className="ml-auto" onPress={() => setPreferences({ language: other })}>
            <span lang={other}>{other === "en" ? "English" : "日本語"}</span>
          </Button>
        </div>
        <h1 className="mt-2 text-title">{t("demo.who")}</h1>
        {personas.length > 0 && <p className="mb-4">{t("demo.hint", { staff: personas.length - guests, guests })}</p>}
        {Boolean(error) && <ErrorState title={t("demo.failed")} error={error} onRetry={() => void refetch()} />}
        {data && personas.length === 0 && <p>{t("demo.none")}</p>}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] gap-4">
          {personas.map((persona) => (
            <li key={persona.host}>
              <Card persona={persona} isChosen={chosen.includes(persona.host)} onChoose={(isChosen) => toggle(persona.host, isChosen)} />
            </li>
          ))}
        </ul>
      </main>
      <footer className="edge-line-t sticky bottom-0 bg-page">
        <div className="mx-auto flex min-h-18 w-full max-w-290 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2">
          {pair.map((persona) => (
            <Avatar key={persona.host} name={persona.name} kind={persona.is_guest ? "guest" : "person"} size={40} />
          ))}
          <p aria-live="polite" className="font-bold">
            {pair.length > 0 && t("demo.chosen", { count: pair.length })}
          </p>
          <p className="text-second text-mute">{t("demo.here_only")}</p>
          <SideBySide pair={pair} />
        </div>
      </footer>
    </div>
  );
}

function SideBySide({ pair }: { readonly pair: readonly PersonaCard[] }) {
  const t = useWords("start");
  const [one, other] = pair;
  const isPair = one !== undefined && other !== undefined;
  const open = () => {
    if (!isPair) return;
    // One press may open one window: the second person comes into this one.
    openBeside(other.enter, other.host);
    location.assign(one.enter);
  };
  return (
    <Button look="solid" size="decide" icon={Columns2} className="ml-auto max-desk:w-full" isDisabled={!isPair} why={isPair ? undefined : t("demo.choose_two")} onPress={open}>
      {isPair ? t("demo.open_both", { one: surname(one.name), other: surname(other.name) }) : t("demo.choose_two")}
    </Button>
  );
}

function surname(name: string): string {
  return name.split(/[\s ]/)[0] ?? name;
}

interface CardProps {
  readonly persona: PersonaCard;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
}

function Card({ persona, isChosen, onChoose }: CardProps) {
  const t = useWords("start");
  const { language } = usePreferences();
  const host = new URL(persona.enter).host;
  return (
    <article
      className={`flex h-full min-h-56 flex-col rounded-card px-4 py-3 ${isChosen ? "ground-sel border-2 border-pri" : "edge-line m-px bg-page"}`}
    >
      <div className="flex items-center gap-3">
        <Avatar name={persona.name} kind={persona.is_guest ? "guest" : "person"} size={56} />
        <div className="min-w-0">
          <h2 className="text-section">{persona.name}</h2>
          <p className="text-second text-mute">{language === "en" ? persona.title_english : persona.title}</p>
        </div>
      </div>
      <p className="mt-3">{language === "en" ? persona.shows_english : persona.shows}</p>
      {persona.waiting > 0 && <p className="mt-1 font-bold">{t("demo.waiting", { count: persona.waiting })}</p>}
      <p className="mt-auto pt-3 text-second text-mute">{host}</p>
      <div className="edge-line-t mt-2 flex items-center gap-4 pt-3">
        <Checkbox isChosen={isChosen} onChange={onChoose}>
          {t("demo.beside")}
          <span className="sr-only">: {persona.name}</span>
        </Checkbox>
        <a href={persona.enter} className={`ml-auto ${buttonLook("outlined", "work")}`}>
          {t("demo.be")}
          <span className="sr-only">: {persona.name}</span>
        </a>
      </div>
    </article>
  );
}
