/** What is done with comments; what was done says so, and offers the way back. */
import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Trash2 } from "lucide-react";
import { getWord } from "../../kernel/words";
import { showToast, showTrouble } from "../../ui/toasts";
import * as api from "./api";
import { renewComments } from "./queries";
import type { Comment } from "./shapes";

export function useCommentActs(file: string) {
  const queries = useQueryClient();
  const renew = () => renewComments(queries, file);
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      showTrouble(error);
    }
    void renew();
  };
  const setResolved = (thread: string, isResolved: boolean, says = true): Promise<void> =>
    run(async () => {
      await api.setResolved(file, thread, isResolved);
      if (!says) return;
      const words = getWord("comments", isResolved ? "done.resolved" : "done.reopened");
      showToast({ words, icon: CircleCheck, undo: { act: () => void setResolved(thread, !isResolved, false) } });
    });
  return {
    /** Both reject with what the server said, so that what was typed stays. */
    add: async (body: string, thread: string | null, version: number | null, idempotencyKey: string) => {
      await api.addComment(file, body, thread, version, idempotencyKey);
      await renew();
    },
    edit: async (comment: Comment, body: string) => {
      await api.editComment(file, comment.id, body, comment.revision);
      await renew();
    },
    remove: (comment: Comment) =>
      run(async () => {
        await api.deleteComment(file, comment.id);
        const undo = { act: () => void run(() => api.restoreComment(file, comment.id)) };
        showToast({ words: getWord("comments", "done.deleted"), icon: Trash2, undo });
      }),
    setResolved,
  };
}
