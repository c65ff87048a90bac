/**
 * 「まとめて印刷」: the chosen things in the order of paper, each with its 資料番号; what cannot be printed is told before.
 * All is set so that 「PDFをつくる」 can be pressed at once.
 */
import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { Dialog } from "../../ui/Dialog";
import { SegmentedChoice } from "../../ui/SegmentedChoice";
import { SkeletonRows } from "../../ui/Skeleton";
import { TextField } from "../../ui/TextField";
import type { Item } from "../shapes";
import { wordTitle } from "../takeout/zip";
import { addressOfBundle, bundleKeys, findThings, makeBundle, type Found } from "./bundles";
import { markOf, type Prefix } from "./order";
import { ThingRows } from "./ThingRows";

const MOST_TITLE = 200;

interface PrintDialogProps {
  readonly items: readonly Item[];
  readonly onClose: () => void;
}

export function PrintDialog({ items, onClose }: PrintDialogProps) {
  const t = useWords("print");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [title, setTitle] = useState(() => wordTitle(queries, items));
  const [order, setOrder] = useState<readonly Found[]>();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const [prefix, setPrefix] = useState<Prefix>("document");
  const [paper, setPaper] = useState<"a4" | "a3">("a4");
  const [hasNumbers, setNumbers] = useState(true);
  const [hasContents, setContents] = useState(true);
  const [trouble, setTrouble] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const ids = items.map(({ id }) => id);
  const found = useQuery({ queryKey: ["bundles", "things", ids], queryFn: ({ signal }) => findThings(ids, signal), staleTime: 0, gcTime: 0 });
  const things = order ?? found.data?.things;
  const sign = prefix === "none" ? "" : t(`prefix.${prefix}`);
  const markAt = (id: string, place: number) => markOf(id, place, sign, typed);
  const left = things?.filter(({ reason }) => reason !== null).length ?? 0;
  const isReady = things !== undefined && things.length > 0 && title.trim() !== "";
  const make = async () => {
    if (!isReady || isSending) return;
    setSending(true);
    try {
      const wanted = things.map(({ id }, place) => ({ id, mark: markAt(id, place) }));
      const made = await makeBundle({ things: wanted, title, paper, numbers: hasNumbers, contents: hasContents, language: document.documentElement.lang });
      queries.setQueryData(bundleKeys.one(made.id), made);
      onClose();
      void navigate({ to: addressOfBundle(made.id) });
    } catch (error) {
      setTrouble(error);
      setSending(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      holdsText={typed.size > 0}
      title={t("title")}
      note={t("kept")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" icon={Printer} isPending={isSending} isDisabled={!isReady} onPress={() => void make()}>
            {t("make")}
          </Button>
        </>
      }
    >
      {found.error !== null && (
        <div role="alert">
          <Banner look="err">{wordProblem(found.error)}</Banner>
        </div>
      )}
      {things === undefined && found.error === null && <SkeletonRows count={Math.min(6, items.length)} />}
      {things !== undefined && (
        <>
          <p aria-live="polite" className="pb-2">
            {t("count", { count: things.length })}
          </p>
          {left > 0 && (
            <div className="pb-3">
              <Banner look="warn">{t("left_out", { count: left })}</Banner>
            </div>
          )}
          <ThingRows things={things} markAt={markAt} onOrder={setOrder} onMark={(id, mark) => setTyped(new Map([...typed, [id, mark]]))} />
        </>
      )}
      <TextField className="mt-4" label={t("name")} value={title} onChange={setTitle} mostCharacters={title.length > 160 ? MOST_TITLE : undefined} onEnter={() => void make()} />
      <div className="mt-4 grid grid-cols-2 gap-4 max-desk:grid-cols-1">
        <SegmentedChoice label={t("marks")} value={prefix} onChange={setPrefix} choices={(["document", "annex", "none"] as const).map((id) => ({ id, label: t(`prefixes.${id}`) }))} />
        <SegmentedChoice label={t("paper")} value={paper} onChange={setPaper} choices={[{ id: "a4", label: "A4" }, { id: "a3", label: "A3" }]} />
        <Checkbox isChosen={hasNumbers} onChange={setNumbers}>
          {t("numbers")}
        </Checkbox>
        <Checkbox isChosen={hasContents} onChange={setContents}>
          {t("contents")}
        </Checkbox>
      </div>
      {trouble !== undefined && (
        <div role="alert" className="mt-4">
          <Banner look="err">{wordProblem(trouble)}</Banner>
        </div>
      )}
      <p className="mt-4 text-second">
        <Link to="/drive/bundles" className="link-text" onClick={onClose}>
          {t("list.title")}
        </Link>
      </p>
    </Dialog>
  );
}
