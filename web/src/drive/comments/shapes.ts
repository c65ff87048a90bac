/** What travels of comments; the same shapes as `src/zencho/comments/shapes.py`. */
import type { HeldPost } from "../../people/shapes";

export interface Comment {
  readonly id: string;
  readonly author: string;
  /** Mentions stand in it as `@{id}`; empty where it was deleted. */
  readonly body: string;
  readonly revision: number;
  readonly at: string;
  readonly edited_at: string | null;
  readonly is_deleted: boolean;
  /** I may change and delete it. */
  readonly is_mine: boolean;
  /** The number of the version it was said about. */
  readonly version: number | null;
  /** null where that version went by age. */
  readonly version_at: string | null;
}

export interface Thread {
  readonly first: Comment;
  /** The newest of them, the first first. */
  readonly answers: readonly Comment[];
  readonly count: number;
  readonly earlier: string | null;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
}

export interface Author {
  readonly id: string;
  readonly post: HeldPost | null;
}

export interface ThreadPage {
  /** The newest threads, the oldest of them first. */
  readonly threads: readonly Thread[];
  readonly authors: readonly Author[];
  readonly earlier: string | null;
  readonly open: number;
  readonly resolved: number;
  readonly current: number | null;
}

export interface OneThread {
  readonly thread: Thread;
  readonly authors: readonly Author[];
}
