/** Above the text: its name, where it lies, who can see it, whether it is saved, who is here, and 共有. */
import { Link } from "@tanstack/react-router";
import { ArrowLeft, FileText, ListTree, Share2 } from "lucide-react";
import { addressOf } from "../drive/addresses";
import { openOverlay } from "../drive/overlays";
import type { Detail, Step } from "../drive/shapes";
import { ThingStar } from "../drive/star/StarButton";
import { AudiencePill } from "../drive/ThingHeader";
import { can, useNameOf, wordThing } from "../drive/wording";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { IconButton } from "../ui/IconButton";
import { Menu } from "../ui/Menu";
import { PresenceRow, type Present } from "../ui/PresenceRow";
import { NameField } from "./NameField";
import { goToHeading, readHeadings } from "./outline";
import type { LiveState } from "../live/liveState";
import { SaveState } from "./SaveState";
import type { Editor } from "./writing/makeEditor";
import { useEditorValue } from "./writing/useEditorValue";

interface DocumentHeaderProps {
  readonly detail: Detail;
  readonly me: string;
  readonly state: LiveState;
  readonly people: readonly Present[];
  readonly editor: Editor | null;
}

export function DocumentHeader({ detail, me, state, people, editor }: DocumentHeaderProps) {
  const t = useWords("writing");
  const { item, path } = detail;
  return (
    <header className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 py-2 max-desk:px-4">
      <Icon of={FileText} size={24} className="text-p1 max-desk:hidden" />
      <div className="flex min-w-0 flex-1 flex-col max-desk:basis-full">
        <div className="flex min-h-9 min-w-0 items-center gap-3">
          <NameField detail={detail} canRename={can(item, "thing.rename")} />
          <span className="-ml-3 flex shrink-0">
            <ThingStar item={item} name={item.name} />
          </span>
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-second">
          <Path path={path} me={me} />
          <AudiencePill detail={detail} me={me} />
          <SaveState state={state} modifiedAt={item.modified_at} />
        </div>
      </div>
      <div className="flex items-center gap-3 max-desk:w-full print:hidden">
        <PresenceRow people={people} label={people.length > 0 ? t("here") : undefined} />
        {editor && <OutlineMenu editor={editor} />}
        {can(item, "thing.share") && (
          <Button look="outlined" icon={Share2} className="max-desk:ml-auto" onPress={() => openOverlay({ kind: "share", id: item.id, name: item.name })}>
            {t("share")}
          </Button>
        )}
      </div>
    </header>
  );
}

/** 契約管理課 / 会議; on a phone the step back. */
function Path({ path, me }: { readonly path: readonly Step[]; readonly me: string }) {
  const t = useWords("writing");
  const drive = useWords("drive");
  const nameOf = useNameOf(path.map((step) => step.owner));
  const last = path.at(-1);
  if (last === undefined) return null;
  const toOf = (step: Step) => (step.root === "own" && step.owner === me ? "/drive" : addressOf("folder", step.id));
  return (
    <nav aria-label={t("path")} className="min-w-0">
      <ol className="flex min-w-0 flex-wrap items-center text-mute max-desk:hidden">
        {path.map((step, index) => (
          <li key={step.id} className="flex min-w-0 items-center">
            {index > 0 && <span aria-hidden="true" className="px-1">/</span>}
            <Link to={toOf(step)} className="max-w-60 truncate rounded-chip text-mute hover:underline">
              {wordThing(drive, step, me, nameOf)}
            </Link>
          </li>
        ))}
      </ol>
      <Link to={toOf(last)} className="flex min-h-8 items-center gap-2 desk:hidden">
        <Icon of={ArrowLeft} size={16} />
        {wordThing(drive, last, me, nameOf)}
      </Link>
    </nav>
  );
}

/** Where there is no room for the outline beside the text. */
function OutlineMenu({ editor }: { readonly editor: Editor }) {
  const t = useWords("writing");
  const headings = useEditorValue(editor, readHeadings);
  if (headings.length === 0) return null;
  return (
    <div className="min-[75rem]:hidden">
      <Menu
        name={t("outline")}
        acts={headings.map(({ id, level, words }) => ({ id, label: `${"\u3000".repeat(level - 1)}${words}`, onAction: () => goToHeading(editor, id) }))}
        trigger={({ ref, onPress, onKeyDown: _, ...aria }) => <IconButton {...aria} ref={ref} icon={ListTree} name={t("outline")} onPress={onPress} />}
      />
    </div>
  );
}
