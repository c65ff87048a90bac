/** Above every thing: the way to it, its name, who can see it, who is here, and what one came to do with it. */
import type { ReactNode } from "react";
import { Share2 } from "lucide-react";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Breadcrumbs } from "../ui/Breadcrumbs";
import { Button } from "../ui/Button";
import { Pill } from "../ui/Pill";
import { addressOf } from "./addresses";
import { openOverlay } from "./overlays";
import { PlaceTabs } from "./PlaceTabs";
import type { Detail } from "./shapes";
import { ThingStar } from "./star/StarButton";
import { can, idsOfAudience, useNameOf, wordAudience, wordThing } from "./wording";

interface ThingHeaderProps {
  readonly detail: Detail;
  /** Who is here now. */
  readonly here?: ReactNode;
  /** Before 共有. */
  readonly actions?: ReactNode;
  /** On a phone, beside the way back: all other acts. What is read below then gets the room. */
  readonly more?: ReactNode;
}

export function ThingHeader({ detail, here, actions, more }: ThingHeaderProps) {
  const t = useWords("drive");
  const shell = useWords("shell");
  const me = useMe().person.id;
  const { item, path } = detail;
  // One's own drive is always at hand.
  const isMine = item.root === "own" && item.owner === me;
  const isCompact = more !== undefined;
  const nameOf = useNameOf([item.owner, ...path.map((step) => step.owner)]);
  const name = wordThing(t, item, me, nameOf);
  const crumbs = path.map((step) => ({
    id: step.id,
    name: wordThing(t, step, me, nameOf),
    to: step.root === "own" && step.owner === me ? "/drive" : addressOf("folder", step.id),
  }));
  return (
    <header className="pb-2">
      <title>{shell("title", { page: name })}</title>
      {path.length === 0 && <PlaceTabs />}
      <div className="flex min-h-5 items-center gap-3">
        {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} here={name} />}
        <div className="ml-auto flex shrink-0 items-center gap-1 desk:hidden">
          {here}
          {more}
        </div>
      </div>
      <div className={`mt-1 flex flex-wrap items-center gap-x-3 gap-y-3 ${isCompact ? "max-desk:mt-0 max-desk:gap-y-2" : ""}`}>
        <div className={`flex min-w-0 items-center gap-1 ${isCompact ? "max-desk:basis-full" : ""}`}>
          <h1 className={`min-w-0 text-title ${isCompact ? "max-desk:text-dialog" : ""}`}>{name}</h1>
          {!isMine && <ThingStar item={item} name={name} />}
        </div>
        <div className={`flex min-w-0 max-w-full ${isCompact ? "max-desk:flex-1" : "max-desk:w-full"}`}>
          <AudiencePill detail={detail} me={me} />
        </div>
        <div className={`ml-auto flex items-center gap-3 ${isCompact ? "" : "max-desk:w-full max-desk:flex-wrap"}`}>
          <div className="max-desk:hidden">{here}</div>
          {actions}
          {can(item, "thing.share") && (
            <Button look="outlined" icon={Share2} className={isCompact ? "max-desk:px-3" : "max-desk:flex-1"} onPress={() => openOverlay({ kind: "share", id: item.id, name })}>
              {t("acts.share")}
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}

export function AudiencePill({ detail, me }: { readonly detail: Detail; readonly me: string }) {
  const t = useWords("drive");
  const nameOf = useNameOf(idsOfAudience(detail.audience));
  if (detail.audience === null) return null;
  const words = wordAudience(t, detail.audience, nameOf, me);
  return <Pill words={words} isMine={detail.audience.only_me} onWhy={() => openOverlay({ kind: "why", id: detail.item.id })} />;
}
