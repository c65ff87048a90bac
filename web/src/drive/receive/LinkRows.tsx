/** The receive links of a folder: what came by each, until when it holds, and how to stop it. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { copyText } from "../../ui/copyText";
import { DateField } from "../../ui/DateField";
import { getDay, lastMoment, toIsoDay, wordDayFull } from "../../ui/dates";
import type { Day } from "../../ui/holidays";
import { showToast, showTrouble } from "../../ui/toasts";
import { useNameOf } from "../wording";
import { forgetReceiveLinks, renewLink, setLinkEnd, stopReceiveLink, type ReceiveLink } from "./links";
import type { Made } from "./MadeLinkDialog";

interface LinkRowsProps {
  readonly folder: string;
  readonly links: readonly ReceiveLink[];
  readonly onMade: (made: Made) => void;
}

export function LinkRows({ folder, links, onMade }: LinkRowsProps) {
  const nameOf = useNameOf(links.map((link) => link.made_by));
  return (
    <ul>
      {links.map((link) => (
        <li key={link.id} className="edge-hair-b py-3 last:border-0">
          <LinkRow folder={folder} link={link} maker={nameOf(link.made_by)} onMade={onMade} />
        </li>
      ))}
    </ul>
  );
}

interface LinkRowProps {
  readonly folder: string;
  readonly link: ReceiveLink;
  readonly maker: string;
  readonly onMade: (made: Made) => void;
}

function LinkRow({ folder, link, maker, onMade }: LinkRowProps) {
  const t = useWords("links");
  const queries = useQueryClient();
  const style = usePreferences();
  const [isChanging, setChanging] = useState(false);
  const { subject } = link;
  const run = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      showTrouble(error);
    }
    forgetReceiveLinks(queries, folder);
  };
  const stop = () =>
    run(async () => {
      await stopReceiveLink(folder, link.id);
      showToast({ words: t("receive.stopped", { subject }) });
    });
  const renew = () =>
    run(async () => {
      const { url } = await renewLink(folder, link.id);
      onMade({ url, isCopied: await copyText(url), isRenewed: true });
    });
  const extend = (day: Day) =>
    run(async () => {
      await setLinkEnd(folder, link.id, toIsoDay(day));
      showToast({ words: t("receive.extended", { day: wordDayFull(day, style) }) });
      setChanging(false);
    });
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-bold">{subject}</span>
            <Chip look={link.state === "open" ? "ok" : "plain"}>{t(`receive.states.${link.state}`)}</Chip>
          </p>
          <p className="flex flex-wrap gap-x-3 text-second text-mute">
            <time dateTime={link.ends_at}>{t("receive.until", { day: wordDayFull(lastMoment(link.ends_at), style) })}</time>
            <span>{link.receptions > 0 ? t("receive.received", { receptions: link.receptions, files: link.files }) : t("receive.received_none")}</span>
            {link.has_passphrase && <span>{t("receive.has_passphrase")}</span>}
            {link.most_files !== null && <span>{t("receive.most", { count: link.most_files })}</span>}
            <span>{maker}</span>
          </p>
        </div>
        {link.state !== "stopped" && (
          <div className="flex gap-2">
            <Button size="row" aria-expanded={isChanging} aria-label={t("receive.extend_of", { subject })} onPress={() => setChanging(!isChanging)}>
              {t("receive.extend")}
            </Button>
            <Button size="row" aria-label={t("receive.renew_of", { subject })} onPress={() => void renew()}>
              {t("receive.renew")}
            </Button>
            <Button size="row" aria-label={t("receive.stop_of", { subject })} onPress={() => void stop()}>
              {t("receive.stop")}
            </Button>
          </div>
        )}
      </div>
      {isChanging && <Extend endsAt={link.ends_at} onExtend={(day) => void extend(day)} />}
    </>
  );
}

function Extend({ endsAt, onExtend }: { readonly endsAt: string; readonly onExtend: (day: Day) => void }) {
  const t = useWords("links");
  const [day, setDay] = useState<Day | null>(getDay(lastMoment(endsAt)));
  return (
    <div className="mt-3 flex max-w-120 flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1">
        <DateField label={t("receive.ends_on")} value={day} onChange={setDay} first={getDay(new Date())} />
      </div>
      <Button size="large" className="mt-8" isDisabled={day === null} onPress={() => day !== null && onExtend(day)}>
        {t("receive.save")}
      </Button>
    </div>
  );
}
