/** Above a thing, for those who manage it: who asks to be let in, why, and the answer in the row. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Time } from "../ui/Time";
import { showToast, showTrouble } from "../ui/toasts";
import * as api from "./api";
import { forgetSharing, keys } from "./queries";
import type { AccessRequest } from "./shapes";
import { useNameOf } from "./wording";

export function AccessRequests({ id }: { readonly id: string }) {
  const t = useWords("drive");
  const { data } = useQuery({ queryKey: keys.requests(id), queryFn: ({ signal }) => api.fetchRequests(id, { signal }) });
  const requests = data?.requests ?? [];
  if (requests.length === 0) return null;
  return (
    <section aria-label={t("requests.title")} className="my-2 rounded-field border border-warn bg-warn-ground">
      <ul>
        {requests.map((asked) => (
          <li key={asked.id} className="edge-hair-b last:border-0">
            <Request asked={asked} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Request({ asked }: { readonly asked: AccessRequest }) {
  const t = useWords("drive");
  const queries = useQueryClient();
  const nameOf = useNameOf([asked.person]);
  const name = nameOf(asked.person);
  const answer = async (grant: boolean) => {
    try {
      await api.answerRequest(asked, { grant });
      showToast({ words: t(grant ? "requests.granted" : "requests.declined", { name }) });
    } catch (error) {
      showTrouble(error);
    }
    forgetSharing(queries);
  };
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-3">
      <Avatar name={name} />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-bold">{t("requests.asks", { name, role: t(`roles.${asked.role}`) })}</p>
        <p className="text-second">
          {asked.reason}
          {asked.until && (
            <span className="ml-2 text-mute">
              <Time at={asked.until} as="deadline" />
            </span>
          )}
        </p>
      </div>
      <Button size="row" onPress={() => void answer(false)}>
        {t("requests.decline")}
      </Button>
      <Button size="row" look="outlined" onPress={() => void answer(true)}>
        {t("requests.grant")}
      </Button>
    </div>
  );
}
