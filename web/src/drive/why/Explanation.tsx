/** For one person: the sentence, the ways that lead there, what is asked besides, and what would change the answer. */
import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleMinus, Eye, EyeOff, UserPlus } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { Icon } from "../../ui/Icon";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { showToast, showTrouble } from "../../ui/toasts";
import * as api from "../api";
import { openOverlay } from "../overlays";
import { forgetSharing, keys } from "../queries";
import { reverse } from "../share/draft";
import type { Chain, Detail, Reasons, Sharing, SharingChange } from "../shapes";
import { can, useNameOf, wordParty, wordThing, type NameOf } from "../wording";
import { ChainPicture } from "./ChainPicture";
import { ExcludeOne } from "./ExcludeOne";

interface ExplanationProps {
  readonly detail: Detail;
  readonly sharing: Sharing;
  readonly person: string;
}

const FIRST_WAYS = 2;

export function Explanation({ detail, sharing, person }: ExplanationProps) {
  const t = useWords("drive");
  const { id } = detail.item;
  const { data, error, refetch } = useQuery({
    queryKey: keys.reasons(id, person),
    queryFn: ({ signal }) => api.fetchReasons(id, person, { signal }),
    staleTime: 0,
  });
  const nameOf = useNameOf([person, ...idsOf(data)]);
  const [isWhole, setWhole] = useState(false);
  if (error !== null) return <ErrorState title={t("share.trouble")} error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows count={4} lines={2} />;
  const sentence = wordSentence(t, data, nameOf);
  const chains = isWhole ? data.chains : data.chains.slice(0, FIRST_WAYS);
  return (
    <div aria-live="polite">
      <h3 className="flex items-start gap-3 text-section">
        <Icon of={data.allowed ? Eye : EyeOff} size={24} className={`mt-0.5 ${data.allowed ? "text-ok" : "text-err"}`} />
        {sentence}
      </h3>
      {data.until !== null && (
        <p className="mt-1 pl-9 text-second text-mute">
          <Time at={data.until} as="full" />
          {t("share.until")}
        </p>
      )}
      {chains.map((chain, index) => (
        <section key={index} className="edge-line-b mt-5 pb-5">
          {data.chains.length > 1 && <h4 className="mb-2 text-second font-bold">{t("why:way", { number: index + 1, all: data.chains.length })}</h4>}
          <ChainPicture chain={chain} person={person} detail={detail} sentence={wordChain(t, chain, person, nameOf)} nameOf={nameOf} />
        </section>
      ))}
      {chains.length < data.chains.length && (
        <Button className="mt-4" onPress={() => setWhole(true)}>
          {t("why:more_ways", { count: data.chains.length - chains.length })}
        </Button>
      )}
      <Conditions reasons={data} />
      <Remedy detail={detail} sharing={sharing} reasons={data} nameOf={nameOf} />
    </div>
  );
}

function idsOf(reasons: Reasons | undefined): (string | null)[] {
  const shares = [...(reasons?.chains.map((chain) => chain.share) ?? []), ...(reasons?.remedy?.take ?? [])];
  const links = reasons?.chains.flatMap((chain) => chain.links.flatMap((link) => [link.party.id, link.belongs_to.id])) ?? [];
  return [...links, ...shares.flatMap((share) => [share.party.id, share.given_by])];
}

/** 伊藤 さくらさんは、財政課にいるので見るだけできます */
function wordSentence(t: ReturnType<typeof useWords>, reasons: Reasons, nameOf: NameOf): string {
  const name = nameOf(reasons.person);
  const best = reasons.chains.find((chain) => chain.share.role === reasons.role) ?? reasons.chains[0];
  if (best === undefined || reasons.role === null) return t("why:cannot", { name });
  if (!reasons.allowed) return t("why:refused", { name });
  return t("why:can", { name, because: wordBecause(t, best, nameOf), may: t(`why:may_${reasons.role}`) });
}

function wordBecause(t: ReturnType<typeof useWords>, chain: Chain, nameOf: NameOf): string {
  const { party } = chain.share;
  if (party.kind === "everyone") return t("why:as_everyone");
  if (chain.links.length === 0) return t("why:as_person");
  return t(`why:as_${party.kind}`, { party: wordParty(t, party, nameOf) });
}

function wordChain(t: ReturnType<typeof useWords>, chain: Chain, person: string, nameOf: NameOf): string {
  return t("why:can", { name: nameOf(person), because: wordBecause(t, chain, nameOf), may: t(`why:may_${chain.share.role}`) });
}

/** What the guard rails ask besides the share. */
function Conditions({ reasons }: { readonly reasons: Reasons }) {
  const t = useWords("drive");
  const asked = Object.entries(reasons.conditions);
  if (asked.length === 0) return null;
  return (
    <section className="edge-line-b py-4">
      <h4 className="text-second font-bold">{t("why:conditions")}</h4>
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-second">
        {asked.map(([name, value]) => (
          <li key={name} className="flex items-center gap-2">
            <Icon of={CircleCheck} size={16} className="text-ok" />
            {t(`conditions.${name}.${String(value)}`, { defaultValue: `${name} ${String(value)}` })}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RemedyProps {
  readonly detail: Detail;
  readonly sharing: Sharing;
  readonly reasons: Reasons;
  readonly nameOf: NameOf;
}

/** The smallest change that turns the answer round, offered where one may make it. */
function Remedy({ detail, sharing, reasons, nameOf }: RemedyProps) {
  const t = useWords("drive");
  const { remedy, allowed, person } = reasons;
  const { item } = detail;
  const mayShare = can(item, "thing.share");
  const act = useSharingChange(item.id, sharing);
  if (remedy === null) return null;
  if (!allowed) {
    const needs = Object.entries(remedy.needs).map(([name, value]) => t(`conditions.${name}.${String(value)}`, { defaultValue: `${name} ${String(value)}` }));
    return (
      <section className="py-4">
        <h4 className="text-section">{t("why:to_let_in")}</h4>
        {remedy.give !== null && <p className="mt-2">{t("why:give", { name: nameOf(person), role: t(`roles.${remedy.give}`) })}</p>}
        {needs.length > 0 && <p className="mt-2">{t("why:needs", { needs: needs.join(t("and")) })}</p>}
        {mayShare && remedy.give !== null && (
          <Button
            look="outlined"
            icon={UserPlus}
            className="mt-3"
            onPress={() => void act({ give: [{ party: { kind: "person", id: person }, role: remedy.give!, ends_on: null }], take: [], inherits: null })}
          >
            {t("why:give_do", { role: t(`roles.${remedy.give}`) })}
          </Button>
        )}
      </section>
    );
  }
  const own = remedy.take.filter((share) => !share.inherited);
  const above = remedy.take.filter((share) => share.inherited);
  const parties = remedy.take.map((share) => wordParty(t, share.party, nameOf)).join(t("and"));
  return (
    <section className="py-4">
      <h4 className="text-section">{t("why:to_take")}</h4>
      <div className="mt-2 flex flex-wrap items-center gap-4">
        <p className="min-w-0 flex-1 basis-60">
          {t("why:take", { parties, count: remedy.people })} {t(remedy.take.length > 1 ? "why:all_ways" : "why:no_other_way", { name: nameOf(person) })}
        </p>
        {mayShare && above.length === 0 && (
          <Button look="danger" icon={CircleMinus} onPress={() => void act({ give: [], take: own.map((share) => share.party), inherits: null })}>
            {t("why:take_do", { count: remedy.people })}
          </Button>
        )}
      </div>
      {above.length > 0 && <Above detail={detail} shares={above.map((share) => share.where)} />}
      {mayShare && (
        <div className="mt-4 flex flex-wrap gap-3">
          {remedy.people > 1 && above.length === 0 && (
            <ExcludeOne thing={item.id} person={person} name={nameOf(person)} shares={own} parties={parties} onChange={act} />
          )}
          <Button onPress={() => openOverlay({ kind: "share", id: item.id, name: item.name })}>{t("why:change")}</Button>
        </div>
      )}
    </section>
  );
}

/** What stands above is changed there, or no longer inherited here. */
function Above({ detail, shares }: { readonly detail: Detail; readonly shares: readonly (string | null)[] }) {
  const t = useWords("drive");
  const places = detail.path.filter((step) => shares.includes(step.id));
  const names = places.map((step) => t("quoted", { name: wordThing(t, step, "") }));
  return (
    <div className="mt-3">
      <Banner>{names.length > 0 ? t("why:above", { names: names.join(t("and")) }) : t("why:above_unseen")}</Banner>
    </div>
  );
}

function useSharingChange(id: string, sharing: Sharing): (change: SharingChange) => Promise<void> {
  const t = useWords("drive");
  const queries = useQueryClient();
  const send = async (change: SharingChange, undo?: SharingChange) => {
    try {
      await api.changeSharing(id, change);
      if (undo) showToast({ words: t("share.changed"), undo: { act: () => void send(undo) } });
    } catch (error) {
      showTrouble(error);
    }
    forgetSharing(queries);
  };
  return (change) => send(change, reverse(change, sharing));
}

