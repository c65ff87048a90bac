/** Above a folder's list: that people outside may send something in, and the way to see and stop it. */
import { useQueryClient } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useTopic } from "../../live/topics";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { openOverlay } from "../overlays";
import { forgetReceiveLinks, useReceiveLinks } from "./links";

export function OpenToSenders({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useWords("links");
  const queries = useQueryClient();
  const { data } = useReceiveLinks(id);
  const renew = () => forgetReceiveLinks(queries, id);
  useTopic(`folder:${id}`, (event) => event === "LinksChanged" && renew(), { onMissed: renew });
  const open = data?.links.filter((link) => link.state === "open") ?? [];
  if (open.length === 0) return null;
  return (
    <section aria-label={t("receive.open_here")} className="edge-line my-2 flex flex-wrap items-center gap-3 rounded-field bg-sub px-4 py-2">
      <Icon of={Inbox} className="text-mute" />
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-bold">{t("receive.open_here")}</span> <span className="text-second text-mute">{t("receive.open_count", { count: open.length })}</span>
      </p>
      <Button size="row" onPress={() => openOverlay({ kind: "receive", id, name })}>
        {t("receive.see")}
      </Button>
    </section>
  );
}
