/** Whether what is given on the folder above counts here, and a clear warning before that ends. */
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import type { Sharing } from "../shapes";
import { inheritAgain, inheritAsIs, stopInheriting, type Draft } from "./draft";

interface InheritingProps {
  readonly draft: Draft;
  readonly sharing: Sharing;
  readonly onDraft: (draft: Draft) => void;
}

export function Inheriting({ draft, sharing, onDraft }: InheritingProps) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const isChanged = draft.inherits !== null;
  const isInheriting = draft.inherits ?? sharing.inherits;
  const change = () => {
    if (isChanged) onDraft(inheritAsIs(draft, sharing));
    else onDraft(isInheriting ? stopInheriting(draft, sharing, me) : inheritAgain(draft));
  };
  return (
    <div className="py-2">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-60 text-second">{t(isInheriting ? "share.inherits" : "share.inherits_not")}</p>
        <Button size="row" look={isInheriting && !isChanged ? "danger" : "plain"} onPress={change}>
          {t(isChanged ? "share.untake" : isInheriting ? "share.stop_inheriting" : "share.inherit_again")}
        </Button>
      </div>
      {draft.inherits === false && (
        <div className="mt-3">
          <Banner look="warn">{t("share.stop_warning")}</Banner>
        </div>
      )}
    </div>
  );
}
