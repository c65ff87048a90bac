/**
 * Who can see a thing, and why: its readers, by reading or by where they work, anybody else by search, and for the one
 * chosen every way that leads there, as a picture and in words, until when, and what would change it.
 */
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { KindIcon } from "../../ui/KindIcon";
import { SidePanel } from "../../ui/SidePanel";
import * as api from "../api";
import { keys, useDetail } from "../queries";
import { saveAs } from "../saveAs";
import type { Detail, Sharing } from "../shapes";
import { can, wordThing } from "../wording";
import { Explanation } from "./Explanation";
import { Readers } from "./Readers";

interface WhyPanelProps {
  readonly id: string;
  readonly person?: string;
  readonly onClose: () => void;
}

export function WhyPanel({ id, person, onClose }: WhyPanelProps) {
  const t = useWords("drive");
  const words = useWords("readers");
  const me = useMe().person.id;
  const detail = useDetail(id);
  const sharing = useQuery({ queryKey: keys.sharing(id), queryFn: ({ signal }) => api.fetchSharing(id, { signal }), staleTime: 0 });
  const [chosen, setChosen] = useState(person ?? me);
  const item = detail.data?.item;
  const error = detail.error ?? sharing.error;
  return (
    <SidePanel
      isOpen
      onClose={onClose}
      title={t("acts.why")}
      second={
        item &&
        sharing.data && (
          <span className="flex items-center gap-2">
            <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} size={16} />
            {[wordThing(t, item, me), t("people", { count: sharing.data.people }), wordInside(t, sharing.data)].filter((part) => part !== "").join(t("dot"))}
          </span>
        )
      }
      actions={
        can(item, "thing.share") && (
          <Button icon={Download} onPress={() => saveAs(api.addressOfReaders(id), "")}>
            {words("write_out")}
          </Button>
        )
      }
    >
      {error !== null && (
        <div className="p-6">
          <ErrorState title={t("share.trouble")} error={error} />
        </div>
      )}
      {detail.data && sharing.data && <Content detail={detail.data} sharing={sharing.data} chosen={chosen} onChoose={setChosen} />}
    </SidePanel>
  );
}

function wordInside(t: ReturnType<typeof useWords>, { inside, apart }: Sharing): string {
  if (!inside) return "";
  return apart ? t("preview.inside_apart", { count: inside, apart }) : t("preview.inside", { count: inside });
}

interface ContentProps {
  readonly detail: Detail;
  readonly sharing: Sharing;
  readonly chosen: string;
  readonly onChoose: (person: string) => void;
}

function Content({ detail, sharing, chosen, onChoose }: ContentProps) {
  return (
    <div className="grid h-full desk:grid-cols-[22rem_minmax(0,1fr)]">
      <div className="edge-line-r flex min-h-0 flex-col max-desk:max-h-[60dvh] max-desk:edge-line-b">
        <Readers detail={detail} people={sharing.people} chosen={chosen} onChoose={onChoose} />
      </div>
      <div className="min-h-0 overflow-y-auto px-6 py-5 max-desk:px-4">
        <Explanation key={chosen} detail={detail} sharing={sharing} person={chosen} />
      </div>
    </div>
  );
}
