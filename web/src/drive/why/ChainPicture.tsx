/**
 * One way from a person to a thing, drawn: the person's side at the left, the thing's side at the right, the share in
 * which they meet. An image with its sentence as name, and the same steps as an ordered list for readers.
 */
import type { ReactNode } from "react";
import { ArrowLeft, ArrowRight, Share2 } from "lucide-react";
import { useWords } from "../../kernel/words";
import { PersonAvatar } from "../../people/PersonMark";
import { Avatar } from "../../ui/Avatar";
import { lastMoment } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { KindIcon } from "../../ui/KindIcon";
import { Time } from "../../ui/Time";
import type { Chain, ChainLink, Detail, Party } from "../shapes";
import { useMe } from "../../sessions/me";
import { useNameOf, wordParty, wordThing, type NameOf } from "../wording";

interface ChainPictureProps {
  readonly chain: Chain;
  readonly person: string;
  readonly detail: Detail;
  readonly sentence: string;
  readonly nameOf: NameOf;
}

export function ChainPicture({ chain, person, detail, sentence, nameOf }: ChainPictureProps) {
  const t = useWords("drive");
  const people = listPeople(chain, person);
  const things = useThings(chain, detail);
  return (
    <>
      <div role="img" aria-label={sentence}>
        <div className="grid gap-x-24 desk:grid-cols-2">
          <Side title={t("why:people_side")}>
            {people.map(({ party, link }, index) => (
              <Node key={index} isFirst={index === 0} line={<Since link={link} />}>
                {party.kind === "person" ? <PersonAvatar id={party.id} name={wordParty(t, party, nameOf)} /> : <Avatar name={wordParty(t, party, nameOf)} kind="unit" />}
                <span className="min-w-0">
                  <span className="block truncate font-bold">{wordParty(t, party, nameOf)}</span>
                  <span className="block text-second text-mute">{t(`kind.${party.kind}`)}</span>
                </span>
              </Node>
            ))}
          </Side>
          <Side title={t("why:things_side")}>
            {things.map(({ id, name, kind, second }, index) => (
              <Node key={id ?? index} isFirst={index === 0} line={t("why:inherits")}>
                <KindIcon kind={kind} />
                <span className="min-w-0">
                  <span className="block truncate font-bold">{name}</span>
                  <span className="block text-second text-mute">{second}</span>
                </span>
              </Node>
            ))}
          </Side>
        </div>
        <Meeting chain={chain} nameOf={nameOf} />
      </div>
      <ol className="sr-only">
        {people.map(({ party, link }, index) => (
          <li key={`person-${index}`}>
            {wordParty(t, party, nameOf)} <Since link={link} />
          </li>
        ))}
        <li>
          {t("why:share", { role: t(`roles.${chain.share.role}`) })} {t("why:given_by", { name: nameOf(chain.share.given_by) })}
        </li>
        {[...things].reverse().map(({ id, name, second }, index) => (
          <li key={id ?? `thing-${index}`}>
            {name} {second}
          </li>
        ))}
      </ol>
    </>
  );
}

function listPeople(chain: Chain, person: string): readonly { readonly party: Party; readonly link: ChainLink | null }[] {
  return [{ party: { kind: "person", id: person }, link: null }, ...chain.links.map((link) => ({ party: link.belongs_to, link }))];
}

/** From the thing itself up to the one the share stands on. */
function useThings(chain: Chain, detail: Detail) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const known = new Map(detail.path.map((step) => [step.id, step]));
  const nameOf = useNameOf(detail.path.map((step) => step.owner));
  const { item } = detail;
  const up = [...chain.down].reverse();
  return up.map((id, index) => {
    const isItself = id === item.id;
    const step = id === null ? undefined : known.get(id);
    const name = isItself ? wordThing(t, item, me, nameOf) : step === undefined ? t("why:unseen_thing") : wordThing(t, step, me, nameOf);
    return {
      id,
      name,
      kind: isItself ? item.kind : "folder",
      second: t(index === up.length - 1 ? "why:stands_here" : "why:follows"),
    };
  });
}

function Side({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col max-desk:mt-4">
      <p className="mb-3 text-second font-bold">{title}</p>
      {children}
      <span className="w-0 flex-1 self-center border-l-2 border-pri pt-8" />
    </div>
  );
}

function Node({ isFirst, line, children }: { readonly isFirst: boolean; readonly line: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      {!isFirst && (
        <span className="relative flex h-11 items-center">
          <span className="absolute inset-y-0 left-1/2 border-l-2 border-pri" />
          <span className="pl-[calc(50%+0.75rem)] text-second text-mute">{line}</span>
        </span>
      )}
      <span className="edge-line flex min-h-15 items-center gap-3 rounded-field bg-page px-4 py-2">{children}</span>
    </>
  );
}

function Since({ link }: { readonly link: ChainLink | null }) {
  const t = useWords("drive");
  if (link === null) return null;
  return (
    <>
      {t("why:belongs")}
      {link.starts !== null && (
        <>
          {" "}
          <Time at={link.starts} as="narrow" />
          {t("why:since")}
        </>
      )}
      {link.ends !== null && (
        <>
          {" "}
          <Time at={lastMoment(link.ends).toISOString()} as="narrow" />
          {t("share.until")}
        </>
      )}
    </>
  );
}

/** The share where both sides meet; the lines turn in from the middle of each side. */
function Meeting({ chain, nameOf }: { readonly chain: Chain; readonly nameOf: NameOf }) {
  const t = useWords("drive");
  const { share } = chain;
  const by = nameOf(share.given_by);
  const elbow = "absolute top-0 h-1/2 border-b-2 border-pri max-desk:hidden";
  return (
    <div className="relative flex justify-center">
      <span className={`${elbow} left-[calc(25%-1.5rem-1px)] w-[calc(25%-6.5rem)] rounded-bl-field border-l-2`} />
      <span className={`${elbow} right-[calc(25%-1.5rem-1px)] w-[calc(25%-6.5rem)] rounded-br-field border-r-2`} />
      <span className="flex items-center">
        <Icon of={ArrowRight} className="-mr-1 text-pri max-desk:hidden" />
        <span className="block w-64 rounded-field border-2 border-pri bg-sel px-4 py-3 text-second">
          <span className="flex items-center gap-2 pb-1 text-body font-bold text-link">
            <Icon of={Share2} />
            {t("why:share", { role: t(`roles.${share.role}`) })}
          </span>
          {by !== "" && <span className="block">{t("why:given_by", { name: by })}</span>}
          <span className="block">
            <Time at={share.given_at} as="full" />
          </span>
          {share.ends !== null && (
            <span className="block">
              {t("why:ends")} <Time at={lastMoment(share.ends).toISOString()} as="full" />
            </span>
          )}
        </span>
        <Icon of={ArrowLeft} className="-ml-1 text-pri max-desk:hidden" />
      </span>
    </div>
  );
}
