/** One guest: who, from where, until when, what they see, who vouches; and what is done about it. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { CalendarDays, Ellipsis, KeyRound, LogOut, UserRoundCheck } from "lucide-react";
import { addressOf } from "../addresses";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { useNames } from "../../people/names";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Chip } from "../../ui/Chip";
import { getDay, wordDayFull } from "../../ui/dates";
import { GuestChip } from "../../ui/GuestChip";
import { Menu } from "../../ui/Menu";
import { Time } from "../../ui/Time";
import { showToast, showTrouble } from "../../ui/toasts";
import { endGuest, makeGuestLink, renewGuests, setLastDay } from "./api";
import { LinkDialog } from "./LinkDialog";
import { StayDialog } from "./StayDialog";
import { countDaysLeft } from "./stay";
import type { GuestLine } from "./shapes";
import { VoucherDialog } from "./VoucherDialog";

const SOON_DAYS = 7;

interface GuestRowProps {
  readonly guest: GuestLine;
  readonly mostDays: number;
  readonly canVouch: boolean;
}

export function GuestRow({ guest, mostDays, canVouch }: GuestRowProps) {
  const t = useWords("guests");
  const queries = useQueryClient();
  const [open, setOpen] = useState<"stay" | "voucher" | null>(null);
  const [url, setUrl] = useState<string>();
  const run = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      showTrouble(error);
    }
    renewGuests(queries);
  };
  const end = () =>
    run(async () => {
      await endGuest(guest);
      const undo = { act: () => void run(async () => void (await setLastDay(guest, guest.ends_on))) };
      showToast({ words: t("ended_toast", { name: guest.name }), undo });
    });
  return (
    <li className="edge-hair-b flex flex-wrap items-start gap-x-4 gap-y-2 py-4">
      <Avatar name={guest.name} kind="guest" size={40} />
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2">
          <b className="min-w-0 break-words">{guest.name}</b>
          <GuestChip />
          {guest.is_ended && <Chip>{t("ended")}</Chip>}
        </p>
        <p className="break-words">{guest.organisation}</p>
        <p className="flex flex-wrap gap-x-3 text-second break-all text-mute">
          {guest.address !== "" && <span>{guest.address}</span>}
          <span>{t("number", { number: guest.number })}</span>
          {guest.signed_in_at === null ? (
            <span>{t("never_in")}</span>
          ) : (
            <span>
              {t("last_in")} <Time at={guest.signed_in_at} />
            </span>
          )}
        </p>
        <Sees guest={guest} />
        <Vouches guest={guest} />
      </div>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2 max-desk:w-full max-desk:justify-between">
        <Ends guest={guest} />
        <div className="flex gap-2">
          <Button size="row" icon={CalendarDays} onPress={() => setOpen("stay")}>
            {t("acts.stay")}
          </Button>
          <Menu
            name={t("acts.of", { name: guest.name })}
            placement="bottom end"
            acts={[
              ...(guest.is_ended ? [] : [{ id: "link", label: t("acts.link"), icon: KeyRound, onAction: () => void run(async () => setUrl((await makeGuestLink(guest)).url)) }]),
              ...(canVouch ? [{ id: "voucher", label: t("acts.voucher"), icon: UserRoundCheck, onAction: () => setOpen("voucher") }] : []),
              ...(guest.is_ended ? [] : [{ id: "end", label: t("acts.end"), icon: LogOut, isApart: true, onAction: () => void end() }]),
            ]}
            trigger={(props) => <Button {...props} size="row" icon={Ellipsis} aria-label={t("acts.of", { name: guest.name })}>{null}</Button>}
          />
        </div>
      </div>
      {open === "stay" && <StayDialog guest={guest} mostDays={mostDays} onClose={() => setOpen(null)} />}
      {open === "voucher" && <VoucherDialog guest={guest} onClose={() => setOpen(null)} />}
      {url !== undefined && <LinkDialog name={guest.name} number={guest.number} url={url} onClose={() => setUrl(undefined)} />}
    </li>
  );
}

function Ends({ guest }: { readonly guest: GuestLine }) {
  const t = useWords("guests");
  const style = usePreferences();
  if (guest.is_ended) {
    const at = guest.ended_at === null ? new Date(`${guest.ends_on}T12:00:00`) : new Date(guest.ended_at);
    return <span className="text-second text-mute">{t("ended_on", { day: wordDayFull(at, style) })}</span>;
  }
  const left = countDaysLeft(guest.ends_on, getDay(new Date()));
  const words = left === 0 ? t("last_day") : t("days_left", { count: left });
  return (
    <span className="flex flex-col text-right text-second max-desk:text-left">
      <span>{t("until", { day: wordDayFull(new Date(`${guest.ends_on}T12:00:00`), style) })}</span>
      <span className={left <= SOON_DAYS ? "font-bold text-warn" : "text-mute"}>{words}</span>
    </span>
  );
}

function Sees({ guest }: { readonly guest: GuestLine }) {
  const t = useWords("guests");
  const unseen = guest.things_total - guest.things.length;
  if (guest.things_total === 0) return <p className="text-second text-mute">{t("sees_nothing")}</p>;
  if (guest.things.length === 0) return <p className="text-second text-mute">{t("unseen_only", { count: unseen })}</p>;
  return (
    <p className="flex flex-wrap gap-x-3 text-second">
      <span className="text-mute">{t("sees")}</span>
      {guest.things.map((thing) => (
        <Link key={thing.id} to={addressOf(thing.kind, thing.id)} className="link-text break-words">
          {thing.name}
        </Link>
      ))}
      {unseen > 0 && <span className="text-mute">{t("unseen", { count: unseen })}</span>}
    </p>
  );
}

function Vouches({ guest }: { readonly guest: GuestLine }) {
  const t = useWords("guests");
  const name = useNames(guest.voucher === null ? [] : [guest.voucher]).get(guest.voucher ?? "")?.name ?? "";
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-second text-mute">
      <span>{guest.voucher === null ? t("no_voucher") : t("voucher", { name })}</span>
      {guest.voucher !== null && guest.voucher_left && <Chip look="warn">{t("voucher_left")}</Chip>}
    </p>
  );
}
