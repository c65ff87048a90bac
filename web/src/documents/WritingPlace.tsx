/** The bars, the text, and what stands beside it. */
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { AskLater } from "../gate/AskLater";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { showToast } from "../ui/toasts";
import { gatherLeftOut, ImportedBanner, LeftOutPanel } from "./LeftOut";
import { goToHeading, readHeadings } from "./outline";
import { Outline } from "./Outline";
import type { LiveState } from "../live/liveState";
import type { LiveRoom } from "../live/provider";
import type { DocumentShape } from "./shapes";
import { UnsentText } from "./UnsentText";
import type { Writing } from "./useWriting";
import { PhoneBar, useTapToWrite } from "./writing/phone";
import { TextPlace } from "./writing/TextPlace";
import { Tools } from "./writing/Tools";

interface WritingPlaceProps {
  readonly document: DocumentShape;
  readonly room: LiveRoom;
  readonly state: LiveState;
  readonly writing: Writing;
  readonly header: ReactNode;
}

export function WritingPlace({ document, room, state, writing, header }: WritingPlaceProps) {
  const { editor } = writing;
  const imported = useImported(document, writing);
  const tap = useTapToWrite(editor, state.canWrite);
  const isWriting = state.canWrite && tap.isWriting;
  useEffect(() => {
    editor.isEditable = isWriting;
  }, [editor, isWriting]);
  return (
    <div className="flex min-h-full flex-col">
      <div className="edge-line-b sticky top-0 z-20 bg-page max-desk:static print:hidden">
        {header}
        {isWriting && <Tools writing={writing} isPhone={tap.isPhone} onDone={tap.stop} />}
      </div>
      {imported.banner}
      <div className="flex flex-1 justify-center gap-8 px-6 max-desk:flex-col max-desk:justify-start max-desk:gap-0 max-desk:px-4">
        <div className="hidden w-46 shrink-0 min-[75rem]:block print:hidden">
          <Outline editor={editor} />
        </div>
        <div className="flex w-full max-w-152 min-w-0 flex-col py-6">
          <WhyNot document={document} room={room} state={state} />
          <TextPlace writing={writing} isWriting={isWriting} />
        </div>
        {imported.panel && <div className="w-72 shrink-0 max-desk:order-first max-desk:w-full print:hidden">{imported.panel}</div>}
        {!imported.panel && <div aria-hidden="true" className="hidden w-46 shrink-0 min-[75rem]:block print:hidden" />}
      </div>
      {tap.isPhone && state.canWrite && !isWriting && <PhoneBar onWrite={tap.start} />}
    </div>
  );
}

/** Why one cannot write: a viewer's role, or a right that ended while the page was open. */
function WhyNot({ document, room, state }: { readonly document: DocumentShape; readonly room: LiveRoom; readonly state: LiveState }) {
  const t = useWords("writing");
  const [isAsking, setAsking] = useState(false);
  const isReader = state.phase === "live" && !state.canWrite;
  if (state.stopped === null && !isReader) return null;
  const ask = (
    <Button size="row" onPress={() => setAsking(true)}>
      {t("ask_to_write")}
    </Button>
  );
  return (
    <div className="pb-4 print:hidden">
      {state.stopped === null ? <Banner action={ask}>{t("reading_only")}</Banner> : <UnsentText text={room.readUnsent()} why={t(`stopped.${wordStop(state.stopped.code)}`)} action={ask} />}
      <Dialog isOpen={isAsking} title={t("ask_to_write")} width="wide" onClose={() => setAsking(false)}>
        <AskLater thingId={document.id} role="editor" onHome={() => setAsking(false)} />
      </Dialog>
    </div>
  );
}

function wordStop(code: string): string {
  return code === "read_only" || code === "restored" ? code : "other";
}

function useImported(document: DocumentShape, { editor }: Writing) {
  const t = useWords("writing");
  const kinds = useMemo(() => gatherLeftOut(document.left_out), [document.left_out]);
  const seen = `zencho.imported.${document.id}`;
  const [isClosed, setClosed] = useState(() => readKept(seen) !== null);
  const [isOpen, setOpen] = useState(false);
  if (kinds.length === 0 || isClosed) return { banner: null, panel: null };
  const close = () => {
    keep(seen);
    setClosed(true);
  };
  const goTo = (heading: string) => {
    const found = readHeadings(editor).find(({ words }) => words.replace(/\s+/g, " ").startsWith(heading.trim()));
    if (found) goToHeading(editor, found.id);
    else showToast({ words: t("imported.place_gone"), look: "trouble" });
  };
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
  return {
    banner: <ImportedBanner source={document.source} count={count} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} onClose={close} />,
    panel: isOpen ? <LeftOutPanel kinds={kinds} onPlace={goTo} /> : null,
  };
}

function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string): void {
  try {
    localStorage.setItem(key, "closed");
  } catch {
    // Private windows may refuse storage; the banner then comes back with the page.
  }
}
