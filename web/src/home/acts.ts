/** What is done in a row of home, each with its way back. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answerRequest, changeSharing } from "../drive/api";
import { forgetSharing } from "../drive/queries";
import type { AccessRequest } from "../drive/shapes";
import { getWord } from "../kernel/words";
import { finishNotice, placeOf, renewNotices, reopenNotice, type Notice } from "../notices/api";
import { showToast, showTrouble } from "../ui/toasts";

export function useHomeActs() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const renew = () => {
    renewNotices(queries);
    forgetSharing(queries);
  };
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      showTrouble(error);
    }
    renew();
  };
  const give = (asked: AccessRequest) =>
    changeSharing(asked.thing, {
      give: [{ party: { kind: "person", id: asked.person }, role: asked.role, ends_on: null }],
      take: [],
      inherits: null,
    });
  const takeBack = (asked: AccessRequest) =>
    changeSharing(asked.thing, { give: [], take: [{ kind: "person", id: asked.person }], inherits: null });

  return {
    grant: (asked: AccessRequest, name: string) =>
      run(async () => {
        await answerRequest(asked, { grant: true });
        const undo = { act: () => void run(() => takeBack(asked)) };
        showToast({ words: getWord("home", "granted", { name }), undo });
      }),
    /** The answer has reached the one who asked; who meant otherwise lets them in. */
    decline: (asked: AccessRequest, name: string) =>
      run(async () => {
        await answerRequest(asked, { grant: false });
        const undo = { label: getWord("home", "grant_after_all"), act: () => void run(() => give(asked)) };
        showToast({ words: getWord("home", "declined", { name }), undo });
      }),
    open: (notice: Notice, name: string) =>
      run(async () => {
        void navigate(placeOf(notice));
        await finishNotice(notice.id);
        const undo = { act: () => void run(() => reopenNotice(notice.id)) };
        showToast({ words: getWord("home", "opened", { name }), undo });
      }),
  };
}
