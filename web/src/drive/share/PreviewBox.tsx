/** What saving would change, as a picture and in words: who stays, who loses, who gains. */
import { useState } from "react";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { CircleMinus, CirclePlus, Info, type LucideIcon } from "lucide-react";
import { useWords } from "../../kernel/words";
import { wordProblem } from "../../kernel/problem";
import { Icon } from "../../ui/Icon";
import * as api from "../api";
import type { Preview } from "../shapes";
import { useNameOf } from "../wording";
import { isEmpty, toChange, type Draft } from "./draft";

/** What ends is hatched: never told by colour alone. */
const HATCHED = "repeating-linear-gradient(-45deg, var(--err) 0 2px, transparent 2px 8px)";

export function usePreview(id: string, draft: Draft): UseQueryResult<Preview> {
  const change = toChange(draft);
  return useQuery({
    queryKey: ["drive", "preview", id, JSON.stringify(change)],
    queryFn: ({ signal }) => api.previewSharing(id, change, { signal }),
    enabled: !isEmpty(draft),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}

interface PreviewBoxProps {
  readonly preview: UseQueryResult<Preview>;
  readonly inside: number | null;
  readonly apart: number | null;
}

export function PreviewBox({ preview, inside, apart }: PreviewBoxProps) {
  const t = useWords("drive");
  const { data, error } = preview;
  return (
    <section aria-label={t("preview.title")} aria-live="polite" aria-busy={preview.isFetching} className="edge-line rounded-card bg-sub p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-bold">{t("preview.title")}</h3>
        {data && error === null && (
          <p className="text-second text-mute">
            {t("preview.from", { count: data.before })} <span aria-hidden="true">→</span> <strong className="text-ink">{t("people", { count: data.after })}</strong>
          </p>
        )}
      </div>
      {error !== null && <p className="mt-2 text-err">{wordProblem(error)}</p>}
      {data && error === null && <Effect effect={data} inside={inside} apart={apart} />}
    </section>
  );
}

function Effect({ effect, inside, apart }: { readonly effect: Preview; readonly inside: number | null; readonly apart: number | null }) {
  const t = useWords("drive");
  const same = effect.before - effect.lose;
  const parts = [
    { id: "same", count: same, bar: "bg-line in-data-[theme=contrast]:edge-ctl in-data-[theme=contrast]:bg-page", words: "text-mute" },
    { id: "lose", count: effect.lose, bar: "border-2 border-err", words: "font-bold text-err" },
    { id: "gain", count: effect.gain, bar: "bg-ok", words: "font-bold text-ok" },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <div className="mt-3 flex gap-1">
        {parts.map(({ id, count, bar, words }) => (
          <div key={id} className="min-w-fit" style={{ flexGrow: count, flexBasis: "4rem" }}>
            <div aria-hidden="true" className={`h-5 rounded-chip ${bar}`} style={id === "lose" ? { backgroundImage: HATCHED } : undefined} />
            <p className={`mt-1 text-second whitespace-nowrap ${words}`}>{t(`preview.${id}`, { count })}</p>
          </div>
        ))}
      </div>
      <ul className="mt-3 flex flex-col gap-2">
        {effect.lose > 0 && (
          <Line icon={CircleMinus} colour="text-err" words={t("preview.lose_sentence", { count: effect.lose })} ids={effect.losing} count={effect.lose} />
        )}
        {effect.gain > 0 && (
          <Line icon={CirclePlus} colour="text-ok" words={t("preview.gain_sentence", { count: effect.gain })} ids={effect.gaining} count={effect.gain} />
        )}
        {effect.other_role > 0 && <Line icon={Info} colour="text-mute" words={t("preview.other_role", { count: effect.other_role })} ids={[]} count={0} />}
        {effect.lose + effect.gain + effect.other_role === 0 && <Line icon={Info} colour="text-mute" words={t("preview.nothing")} ids={[]} count={0} />}
      </ul>
      {inside !== null && inside > 0 && (
        <p className="mt-2 text-second text-mute">{apart ? t("preview.inside_apart", { count: inside, apart }) : t("preview.inside", { count: inside })}</p>
      )}
    </>
  );
}

interface LineProps {
  readonly icon: LucideIcon;
  readonly colour: string;
  readonly words: string;
  readonly ids: readonly string[];
  readonly count: number;
}

function Line({ icon, colour, words, ids, count }: LineProps) {
  const t = useWords("drive");
  const [isOpen, setOpen] = useState(false);
  const nameOf = useNameOf(isOpen ? ids : []);
  const rest = count - ids.length;
  return (
    <li className="flex items-start gap-2">
      <Icon of={icon} className={`mt-0.5 ${colour}`} />
      <div className="min-w-0">
        <span>{words}</span>{" "}
        {ids.length > 0 && (
          <button type="button" aria-expanded={isOpen} className="link-text min-h-6" onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "preview.fold" : "preview.show", { count })}
          </button>
        )}
        {isOpen && (
          <p className="text-second">
            {ids.map(nameOf).join(t("and"))}
            {rest > 0 && ` ${t("rest", { count: rest })}`}
          </p>
        )}
      </div>
    </li>
  );
}
