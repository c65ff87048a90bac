/** 取り込めなかったもの: what the import could not carry, by kind, with what was done instead and where it stood. */
import { useState } from "react";
import { CircleCheck } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import type { LeftOut } from "./shapes";

interface LeftOutKind {
  readonly code: string;
  readonly count: number;
  readonly places: readonly string[];
}

/** One line for each kind, in the order they were met. */
export function gatherLeftOut(lines: readonly LeftOut[]): readonly LeftOutKind[] {
  const kinds = new Map<string, { count: number; places: string[] }>();
  for (const { code, count, where } of lines) {
    const kind = kinds.get(code) ?? { count: 0, places: [] };
    kind.count += count;
    if (where !== "" && !kind.places.includes(where)) kind.places.push(where);
    kinds.set(code, kind);
  }
  return [...kinds].map(([code, { count, places }]) => ({ code, count, places }));
}

interface BannerProps {
  readonly source: string;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onClose: () => void;
}

export function ImportedBanner({ source, count, isOpen, onToggle, onClose }: BannerProps) {
  const t = useWords("writing");
  return (
    <div className="edge-line-b flex flex-wrap items-center gap-x-4 gap-y-2 bg-ok-ground px-6 py-2 max-desk:px-4 print:hidden">
      <Icon of={CircleCheck} size={24} className="text-ok max-desk:hidden" />
      <div className="min-w-0 flex-1 max-desk:basis-full">
        <p className="font-bold">{t(`imported.from_${source}`)}</p>
        <p className="text-second">{t("imported.left_out", { count })}</p>
      </div>
      <Button aria-expanded={isOpen} onPress={onToggle}>
        {t(isOpen ? "imported.hide" : "imported.show")}
      </Button>
      <Button look="quiet" onPress={onClose}>
        {t("close")}
      </Button>
    </div>
  );
}

const MOST_PLACES = 3;

export function LeftOutPanel({ kinds, onPlace }: { readonly kinds: readonly LeftOutKind[]; readonly onPlace: (heading: string) => void }) {
  const t = useWords("writing");
  const w = useWords("importing");
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <section data-region="panel" aria-label={t("imported.title")} className="overflow-y-auto py-6 desk:sticky desk:top-36 desk:max-h-[calc(100dvh-14rem)] max-desk:pb-0">
      <h2 className="flex flex-wrap items-baseline gap-x-3 pb-2 text-section">
        {t("imported.title")} <span className="text-second font-normal text-mute">{t("imported.count", { count: total })}</span>
      </h2>
      <ul>
        {kinds.map((kind) => (
          <li key={kind.code} className="edge-line-b py-3">
            <p className="font-bold">
              {w(`left_out.${kind.code}.what`)} <span className="font-normal text-mute">{t("imported.count", { count: kind.count })}</span>
            </p>
            <p>{w(`left_out.${kind.code}.done`)}</p>
            <Places places={kind.places} onPlace={onPlace} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Places({ places, onPlace }: { readonly places: readonly string[]; readonly onPlace: (heading: string) => void }) {
  const t = useWords("writing");
  const [isAll, setAll] = useState(false);
  if (places.length === 0) return null;
  const shown = isAll ? places : places.slice(0, MOST_PLACES);
  return (
    <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-second">
      {shown.map((place) => (
        <li key={place} className="min-w-0">
          <button type="button" onClick={() => onPlace(place)} className="link-text min-h-6 rounded-chip text-left">
            {place}
          </button>
        </li>
      ))}
      {shown.length < places.length && (
        <li>
          <button type="button" onClick={() => setAll(true)} className="link-text min-h-6 rounded-chip">
            {t("imported.more", { count: places.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}
