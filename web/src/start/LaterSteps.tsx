/** The other three acts: each leads to where it is done, with the colleague's window beside where there is one. */
import { useNavigate } from "@tanstack/react-router";
import { AppWindow, Columns2, Share2 } from "lucide-react";
import { changeSharing } from "../drive/api";
import { openOverlay } from "../drive/overlays";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { showTrouble } from "../ui/toasts";
import { enterAt, openBeside, usePersonas, type PersonaCard } from "./personas";
import { getProgress, setProgress, type Progress } from "./progress";

interface StepProps {
  readonly document: NonNullable<Progress["document"]>;
}

/** In the demo two others stand by: one of my own team, and one from elsewhere whom I have to share with. */
function useColleagues(): { readonly near?: PersonaCard; readonly far?: PersonaCard } {
  const me = useMe();
  const personas = usePersonas().data?.personas.filter((each) => each.person !== me.person.id && !each.is_guest) ?? [];
  const mine = new Set(me.posts.flatMap((post) => post.unit.path ?? [post.unit.name]));
  return { near: personas.find((each) => mine.has(each.unit)), far: personas.find((each) => !mine.has(each.unit) && each.unit !== "") };
}

function surname(name: string): string {
  return name.split(/[\s ]/)[0] ?? name;
}

export function WriteStep({ document }: StepProps) {
  const t = useWords("start");
  const navigate = useNavigate();
  const me = useMe().person.id;
  const { near } = useColleagues();
  const address = `/documents/${document.id}`;
  const open = async (colleague: PersonaCard) => {
    try {
      setProgress(me, { ...getProgress(me), helper: colleague.person });
      const party = { kind: "person", id: colleague.person } as const;
      await changeSharing(document.id, { give: [{ party, role: "editor", ends_on: null }], take: [], inherits: null });
      openBeside(enterAt(colleague, address), colleague.host);
      void navigate({ to: address });
    } catch (error) {
      showTrouble(error);
    }
  };
  if (!near) {
    return (
      <>
        <p className="mb-4">{t("steps.write.alone")}</p>
        <OpenSharing document={document} />
      </>
    );
  }
  return (
    <>
      <p className="mb-4">{t("steps.write.beside", { name: surname(near.name) })}</p>
      <Button look="solid" icon={Columns2} onPress={() => void open(near)}>
        {t("steps.write.both")}
      </Button>
    </>
  );
}

export function ShareStep({ document }: StepProps) {
  const t = useWords("start");
  const { far } = useColleagues();
  return (
    <>
      <p className="mb-4">{far ? t("steps.share.with", { name: surname(far.name), unit: far.unit }) : t("steps.share.alone")}</p>
      <OpenSharing document={document} />
    </>
  );
}

export function TakeStep({ document }: StepProps) {
  const t = useWords("start");
  const { far } = useColleagues();
  return (
    <>
      <p className="mb-4">{far ? t("steps.take.watch", { name: surname(far.name) }) : t("steps.take.alone")}</p>
      <div className="flex flex-wrap gap-3">
        {far && (
          <Button icon={AppWindow} onPress={() => openBeside(enterAt(far, `/documents/${document.id}`), far.host)}>
            {t("steps.take.window", { name: surname(far.name) })}
          </Button>
        )}
        <OpenSharing document={document} />
      </div>
    </>
  );
}

function OpenSharing({ document }: StepProps) {
  const t = useWords("start");
  return (
    <Button look="solid" icon={Share2} onPress={() => openOverlay({ kind: "share", id: document.id, name: document.name })}>
      {t("sharing")}
    </Button>
  );
}
