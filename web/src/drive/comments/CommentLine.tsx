/** One comment: who, from where, when, the words; its author changes and deletes it. */
import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { PersonAvatar, PersonName } from "../../people/PersonMark";
import { wordPost } from "../../people/wording";
import { Icon } from "../../ui/Icon";
import { Menu } from "../../ui/Menu";
import { Time } from "../../ui/Time";
import { addressOf } from "../addresses";
import { useWordSince } from "../versions/VersionTime";
import { useNameOf } from "../wording";
import { useCommentActs } from "./acts";
import { CommentBox } from "./CommentBox";
import { CommentText } from "./CommentText";
import { idsIn, toText } from "./mentions";
import type { Author, Comment } from "./shapes";

interface CommentLineProps {
  readonly file: string;
  readonly comment: Comment;
  readonly author: Author | undefined;
  /** The number of the file's version now. */
  readonly current: number | null;
}

export function CommentLine({ file, comment, author, current }: CommentLineProps) {
  const t = useWords("comments");
  const { language } = usePreferences();
  const acts = useCommentActs(file);
  const [isEditing, setEditing] = useState(false);
  const nameOf = useNameOf([comment.author, ...idsIn(comment.body)]);
  const name = nameOf(comment.author);
  if (comment.is_deleted) return <p className="py-2 text-mute">{t("deleted")}</p>;
  return (
    <div className="flex gap-3">
      <PersonAvatar id={comment.author} name={name} />
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-2">
          <p className="min-w-0 flex-1">
            <b className="mr-2 break-words">
              <PersonName id={comment.author} name={name} />
            </b>
            <Time at={comment.at} className="text-second whitespace-nowrap text-mute" />
            {comment.edited_at !== null && <span className="ml-2 text-second whitespace-nowrap text-mute">{t("edited")}</span>}
            {author?.post && <span className="block text-second break-words text-mute">{wordPost(author.post, language)}</span>}
          </p>
          {comment.is_mine && !isEditing && (
            <Menu
              name={t("acts_of", { name })}
              placement="bottom end"
              acts={[
                { id: "edit", label: t("edit"), icon: Pencil, onAction: () => setEditing(true) },
                { id: "delete", label: t("delete"), icon: Trash2, isApart: true, onAction: () => void acts.remove(comment) },
              ]}
              trigger={({ onPress, ...props }) => (
                <button type="button" {...props} onClick={onPress} aria-label={t("acts_of", { name })} className="press -mt-1 inline-flex size-8 shrink-0 items-center justify-center rounded-button hover:bg-hair max-desk:size-11">
                  <Icon of={Ellipsis} />
                </button>
              )}
            />
          )}
        </div>
        {isEditing ? (
          <div className="mt-2">
            <CommentBox
              file={file}
              label={t("edit")}
              sendWords={t("save")}
              draft={`comment.${comment.id}`}
              start={toText(comment.body, nameOf)}
              autoFocus
              onCancel={() => setEditing(false)}
              onSend={async (body) => {
                await acts.edit(comment, body);
                setEditing(false);
              }}
            />
          </div>
        ) : (
          <CommentText body={comment.body} />
        )}
        <AboutVersion file={file} comment={comment} current={current} />
      </div>
    </div>
  );
}

/** 「11月24日 14:05 の版へのコメント」, once there is a newer one. */
function AboutVersion({ file, comment, current }: Pick<CommentLineProps, "file" | "comment" | "current">) {
  const t = useWords("comments");
  const word = useWordSince();
  const { version, version_at: at } = comment;
  if (version === null || version === current) return null;
  if (at === null) return <p className="mt-1 text-second text-mute">{t("version_gone", { number: version })}</p>;
  return (
    <p className="mt-1 text-second">
      <Link to={addressOf("file", file)} search={{ version } as never} className="link-text">
        {t("about_version", { time: word(at) })}
      </Link>
    </p>
  );
}
