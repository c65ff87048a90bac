/** The other three acts: each leads to where it is done, with the colleague's window beside where there is one. */
import { useNavigate } from "@tanstack/react-router";
import { AppWindow, Columns2, Share2 } from "lucide-react";
import { openOverlay } from "../drive/overlays";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { enterAt, openBeside, usePersonas, type PersonaCard } from "./personas";
import type { Progress } from "./progress";

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
  const { near } = useColleagues();
  const address = `/documents/${document.id}`;
  const open = () => {
    if (near) openBeside(enterAt(near, address), near.host);
    void navigate({ to: address });
  };
  return (
    <>
      <p className="mb-4">{near ? t("steps.write.beside", { name: surname(near.name) }) : t("steps.write.alone")}</p>
      <Button look="solid" icon={Columns2} onPress={open}>
        {t(near ? "steps.write.both" : "steps.write.open")}
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
