/** For who manages people: another member of staff vouches for a guest. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../kernel/words";
import { FormDialog } from "../../people/FormDialog";
import { PickField, type Picked } from "../../people/PickField";
import { renewGuests, setVoucher } from "./api";
import type { GuestLine } from "./shapes";

export function VoucherDialog({ guest, onClose }: { readonly guest: GuestLine; readonly onClose: () => void }) {
  const t = useWords("guests");
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Picked | null>(null);
  return (
    <FormDialog
      title={t("vouch.title", { name: guest.name })}
      action={t("stay.save")}
      done={t("vouch.done")}
      missing={chosen === null ? t("vouch.missing") : undefined}
      save={async () => {
        if (chosen === null) return;
        await setVoucher(guest, chosen.id);
        renewGuests(queries);
      }}
      onClose={onClose}
    >
      <PickField label={t("vouch.label")} kinds={["person"]} chosen={chosen} onChoose={setChosen} not={[guest.person]} autoFocus />
    </FormDialog>
  );
}
