/** What would be handed over, what goes on as it is, and what cannot go. */
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { Chip } from "../../ui/Chip";
import { wordSize } from "../../ui/dates";
import { KindIcon } from "../../ui/KindIcon";
import { addressOf } from "../addresses";
import type { Belongings, Place } from "./api";

export function WhatGoes({ belongings, isMine }: { readonly belongings: Belongings; readonly isMine: boolean }) {
  const t = useWords("handover");
  const { places, places_total: total } = belongings;
  const held = [
    ["folders", belongings.folders],
    ["files", belongings.files],
    ["documents", belongings.documents],
    ["in_bin", belongings.in_bin],
  ] as const;
  return (
    <>
      <Part title={t("what")}>
        <p className="mt-2">{t("drive")}</p>
        <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
          {held.map(([key, count]) => (
            <Fact key={key} name={t(key)} value={t("count", { count })} />
          ))}
          <Fact name={t("size")} value={wordSize(belongings.size_bytes)} />
        </dl>
        {total > 0 && (
          <>
            <h3 className="mt-6 font-bold">
              {t("places")} <span className="font-normal text-mute">{t("count", { count: total })}</span>
            </h3>
            <p className="text-second text-mute">{t(isMine ? "places_text" : "places_text_of")}</p>
            <ul className="edge-line-t mt-2 max-h-100 overflow-y-auto">
              {places.map((place) => (
                <PlaceRow key={place.id} place={place} />
              ))}
              {total > places.length && <li className="py-2 text-second text-mute">{t("places_more", { count: total - places.length })}</li>}
            </ul>
          </>
        )}
      </Part>
      <Part title={t("stays")}>
        <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
          <Fact name={t("shares")} value={t("count", { count: belongings.shares })} />
          <Fact name={t("links")} value={t("count", { count: belongings.receive_links })} />
        </dl>
      </Part>
      <Part title={t("cannot")}>
        <p className="mt-2 text-second text-mute">{t("cannot_text")}</p>
      </Part>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-8">
      <h2 className="text-section">{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-second text-mute">{name}</dt>
      <dd className="font-bold">{value}</dd>
    </div>
  );
}

function PlaceRow({ place }: { readonly place: Place }) {
  const t = useWords("handover");
  return (
    <li className="edge-hair-b flex min-h-row flex-wrap items-center gap-3 py-1">
      <KindIcon kind={place.kind} />
      {place.name === null ? (
        <span className="min-w-0 flex-1 text-mute">{t("place_unseen", { kind: t(`kinds.${place.kind}`) })}</span>
      ) : (
        <Link to={addressOf(place.kind, place.id)} className="link-text min-w-0 flex-1 break-words">
          {place.name}
        </Link>
      )}
      {place.is_last && <Chip look="warn">{t("is_last")}</Chip>}
    </li>
  );
}
