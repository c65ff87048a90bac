/** The link of a thing, below who can see it: off, for whoever signs in, or for people outside too. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Copy, Globe, Link as LinkIcon } from "lucide-react";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { copyText } from "../../ui/copyText";
import { lastMoment, wordDayFull } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { TextField } from "../../ui/TextField";
import { showToast, showTrouble } from "../../ui/toasts";
import { LinkForm } from "./LinkForm";
import { addAddress, forgetShareLink, renewShareLink, stopShareLink, useShareLink, type LinkState, type ShareLink } from "./links";

export function LinkSection({ id }: { readonly id: string }) {
  const t = useWords("links");
  const { data: state } = useShareLink(id);
  const [isOpen, setOpen] = useState(false);
  const [uncopied, setUncopied] = useState<string>();
  if (state === undefined || (state.most === "off" && state.link === null)) return null;
  /** A browser may refuse the clipboard after the answer came: then the address stands there to be copied. */
  const hand = async (url: string, words: string) => {
    const isCopied = await copyText(url);
    setUncopied(isCopied ? undefined : url);
    if (isCopied) showToast({ words });
  };
  return (
    <section aria-label={t("share.title")} className="mt-5 edge-line-t pt-4">
      {state.link === null ? <Off isOpen={isOpen} onOpen={() => setOpen(true)} /> : <On id={id} link={state.link} isOpen={isOpen} onChange={() => setOpen(!isOpen)} onAddress={hand} />}
      {isOpen && (
        <LinkForm
          key={state.link?.scope}
          id={id}
          state={state}
          onDone={(url) => {
            setOpen(false);
            if (url !== null) void hand(url, t("share.made"));
          }}
        />
      )}
      {uncopied !== undefined && <TextField className="mt-3" label={t("share.address")} hint={t("share.uncopied")} value={uncopied} isReadOnly autoFocus />}
      {state.link !== null && <Trouble state={state} link={state.link} />}
    </section>
  );
}

function Off({ isOpen, onOpen }: { readonly isOpen: boolean; readonly onOpen: () => void }) {
  const t = useWords("links");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Icon of={LinkIcon} className="text-mute" />
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="text-section">{t("share.title")}</h3>
        <p className="text-second text-mute">{t("share.off")}</p>
      </div>
      {!isOpen && (
        <Button size="row" onPress={onOpen}>
          {t("share.begin")}
        </Button>
      )}
    </div>
  );
}

interface OnProps {
  readonly id: string;
  readonly link: ShareLink;
  readonly isOpen: boolean;
  readonly onChange: () => void;
  readonly onAddress: (url: string, words: string) => Promise<void>;
}

function On({ id, link, isOpen, onChange, onAddress }: OnProps) {
  const t = useWords("links");
  const queries = useQueryClient();
  const style = usePreferences();
  const run = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      showTrouble(error);
    }
    forgetShareLink(queries, id);
  };
  const isOutside = link.scope === "anyone";
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Icon of={isOutside ? Globe : LinkIcon} className={isOutside ? "text-warn" : "text-pri"} />
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="flex flex-wrap items-center gap-2 text-section">
            {t("share.title")}
            <Chip look={link.is_ended ? "plain" : isOutside ? "warn" : "ok"}>{t(link.is_ended ? "share.ended" : `share.scopes.${link.scope}`)}</Chip>
          </h3>
          <p className="flex flex-wrap gap-x-3 text-second text-mute">
            <span>{t(`share.roles.${link.role}`)}</span>
            {link.ends_at !== null && <time dateTime={link.ends_at}>{t("receive.until", { day: wordDayFull(lastMoment(link.ends_at), style) })}</time>}
            {link.has_passphrase && <span>{t("receive.has_passphrase")}</span>}
            <span>{link.views === 0 ? t("share.views_none") : t("share.views", { count: link.views })}</span>
            {link.people > 0 && <span>{t("share.people", { count: link.people })}</span>}
          </p>
        </div>
        <Button icon={Copy} onPress={() => void run(async () => onAddress(await addAddress(id), t("share.copied")))}>
          {t("share.copy")}
        </Button>
      </div>
      <div className="mt-2 flex flex-wrap gap-2 pl-9 max-desk:pl-0">
        <Button size="row" aria-expanded={isOpen} onPress={onChange}>
          {t("share.change")}
        </Button>
        <Button size="row" onPress={() => void run(async () => onAddress(await renewShareLink(id), t("share.renewed")))}>
          {t("share.renew")}
        </Button>
        <Button
          size="row"
          onPress={() =>
            void run(async () => {
              await stopShareLink(id);
              showToast({ words: t("share.stopped") });
            })
          }
        >
          {t("share.stop")}
        </Button>
      </div>
    </>
  );
}

function Trouble({ state, link }: { readonly state: LinkState; readonly link: ShareLink }) {
  const t = useWords("links");
  if (state.most === "off") return <Note words={t("share.by_rule_off")} />;
  if (!link.is_closed_outside) return null;
  return <Note words={t(state.is_labelled ? "share.by_label" : "share.by_rule")} />;
}

function Note({ words }: { readonly words: string }) {
  return (
    <div className="mt-3">
      <Banner look="warn">{words}</Banner>
    </div>
  );
}
