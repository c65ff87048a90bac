/**
 * Takes a thing from one person who sees it through a unit or group: that share ends, and everybody else who had it
 * gets one of their own. The server tries it first; it is offered only when exactly this one person would lose it.
 */
import { useState } from "react";
import { UserMinus } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { showToast, showTrouble } from "../../ui/toasts";
import * as api from "../api";
import { lastDayOf } from "../share/draft";
import { roles, type Give, type Share, type SharingChange } from "../shapes";

/** More people than this are a new group, not a list of single shares. */
const MOST_PEOPLE = 100;

interface ExcludeOneProps {
  readonly thing: string;
  readonly person: string;
  readonly name: string;
  /** The shares of this thing itself that lead to the person. */
  readonly shares: readonly Share[];
  readonly parties: string;
  readonly onChange: (change: SharingChange) => Promise<void>;
}

export function ExcludeOne({ thing, person, name, shares, parties, onChange }: ExcludeOneProps) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const [isTrying, setTrying] = useState(false);
  const [plan, setPlan] = useState<SharingChange | null>(null);
  const tryOut = async () => {
    setTrying(true);
    try {
      const found = await planExclusion(thing, person, shares);
      setPlan(found);
      if (found === null) showToast({ words: t("why:exclude_cannot", { name }), look: "trouble" });
    } catch (error) {
      showTrouble(error);
    }
    setTrying(false);
  };
  return (
    <>
      <Button icon={UserMinus} isPending={isTrying} onPress={() => void tryOut()}>
        {t("why:exclude")}
      </Button>
      <Dialog
        isOpen={plan !== null}
        onClose={() => setPlan(null)}
        role="alertdialog"
        width="narrow"
        title={t("why:exclude_title", { name })}
        description={<p>{t("why:exclude_text", { parties, count: plan?.give.length ?? 0 })}</p>}
        actions={
          <>
            <Button size="large" onPress={() => setPlan(null)}>
              {ui("cancel")}
            </Button>
            <Button
              look="danger"
              size="large"
              onPress={() => {
                if (plan !== null) void onChange(plan);
                setPlan(null);
              }}
            >
              {t("why:exclude_do")}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </>
  );
}

/** The change, tried out by the server; null where somebody else would lose or gain by it. */
export async function planExclusion(thing: string, person: string, shares: readonly Share[]): Promise<SharingChange | null> {
  const signal = new AbortController().signal;
  const take = shares.map((share) => share.party);
  const alone = await api.previewSharing(thing, { give: [], take, inherits: null }, { signal });
  const best = [...shares].sort((one, other) => roles.indexOf(other.role) - roles.indexOf(one.role))[0];
  if (best === undefined || alone.before > MOST_PEOPLE) return null;
  const others = alone.lose === alone.losing.length ? alone.losing : await listWithin(thing, best, signal);
  const give = others
    .filter((each) => each !== person)
    .map((each): Give => ({ party: { kind: "person", id: each }, role: best.role, ends_on: lastDayOf(best.ends) }));
  const change: SharingChange = { give, take, inherits: null };
  const effect = await api.previewSharing(thing, change, { signal });
  return effect.lose === 1 && effect.losing[0] === person && effect.gain === 0 ? change : null;
}

/** Those whose highest role is not above the share's: whoever has more keeps seeing it without help. */
async function listWithin(thing: string, share: Share, signal: AbortSignal): Promise<readonly string[]> {
  const { readers } = await api.fetchReaders(thing, { query: "", unit: null, after: null }, { signal });
  return readers.filter(({ role }) => roles.indexOf(role) <= roles.indexOf(share.role)).map(({ person }) => person);
}
