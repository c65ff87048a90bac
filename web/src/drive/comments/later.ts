/** What is said beside a file comes when somebody wants to read it. */
import { drawLater } from "../../ui/later";
import type { CommentsPanelProps } from "./CommentsPanel";

export const CommentsLater = drawLater<CommentsPanelProps>(async () => (await import("./CommentsPanel")).CommentsPanel);
