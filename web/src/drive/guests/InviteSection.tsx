/** In the share dialog: the way to invite somebody who has no account. Nothing where the city invites nobody. */
import { useState } from "react";
import { UserRoundPlus } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useGuestRules } from "./api";
import { InviteDialog } from "./InviteDialog";

export interface InviteSectionProps {
  readonly id: string;
  readonly name: string;
  /** The share dialog gives way to a page. */
  readonly onLeave: () => void;
}

export function InviteSection({ id, name, onLeave }: InviteSectionProps) {
  const t = useWords("guests");
  const { data: rules } = useGuestRules(id);
  const [isOpen, setOpen] = useState(false);
  if (rules === undefined || !rules.is_on) return null;
  return (
    <section aria-label={t("invite.section")} className="mt-5 edge-line-t pt-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Icon of={UserRoundPlus} className="text-mute" />
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="text-section">{t("invite.section")}</h3>
          <p className="text-second text-mute">
            {rules.is_labelled ? t("problems.not_for_guests") : t("invite.section_text")}{" "}
            <Link to="/guests" className="link-text" onClick={onLeave}>
              {t("settings_link")}
            </Link>
          </p>
        </div>
        {!rules.is_labelled && (
          <Button size="row" onPress={() => setOpen(true)}>
            {t("invite.begin")}
          </Button>
        )}
      </div>
      {isOpen && <InviteDialog id={id} name={name} mostDays={rules.most_days} onClose={() => setOpen(false)} />}
    </section>
  );
}
