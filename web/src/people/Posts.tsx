/** A person's posts, the newest first: a blue bar for those held, a gray one for past and coming ones. */
import { useState } from "react";
import { Plus } from "lucide-react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { useNow, wordTime } from "../ui/Time";
import { AddPostDialog } from "./AddPostDialog";
import { EndPostDialog } from "./EndPostDialog";
import { PlaceLink } from "./PlaceLink";
import type { HeldPost, PersonCard } from "./shapes";
import { wordIsoDay } from "./days";
import { wordPost } from "./wording";

export function Posts({ person }: { readonly person: PersonCard }) {
  const t = useWords("people");
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<HeldPost | null>(null);
  const now = wordIsoDay(useNow());
  const isManager = person.abilities.includes("people.manage");
  if (person.posts.length === 0 && !isManager) return null;
  // Held ones first, the main one on top; then those to come, then those that were.
  const rank = (post: HeldPost) => (post.is_current ? (post.is_concurrent ? 1 : 0) : post.starts_on > now ? 2 : 3);
  const posts = [...person.posts].sort((one, other) => rank(one) - rank(other));
  return (
    <section aria-labelledby="posts-title" className="mt-5">
      <h3 id="posts-title" className="text-second font-bold text-mute">
        {t("posts")}
      </h3>
      <ul className="mt-2 flex flex-col gap-3">
        {posts.map((post) => (
          <li key={post.id} className={`flex items-start gap-3 border-l-4 pl-4 ${post.is_current ? "border-pri" : "border-line"}`}>
            <PostWords post={post} now={now} />
            {post.is_current && isManager && (
              <Button size="row" onPress={() => setEnding(post)}>
                {t("post.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isManager && (
        <Button size="row" icon={Plus} className="mt-3" onPress={() => setAdding(true)}>
          {t("post.add")}
        </Button>
      )}
      {isAdding && <AddPostDialog person={person} onClose={() => setAdding(false)} />}
      {ending && <EndPostDialog person={person} post={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function PostWords({ post, now }: { readonly post: HeldPost; readonly now: string }) {
  const t = useWords("people");
  const style = usePreferences();
  const moment = useNow();
  const day = (iso: string) => wordTime(iso, "narrow", moment, style);
  const kind = post.is_current ? (post.is_concurrent ? t("post.concurrent") : "") : t(post.starts_on > now ? "post.next" : "post.before");
  const since = t("post.from", { day: day(post.starts_on) });
  const days = post.ends_on === null ? since : t("post.days", { first: day(post.starts_on), last: day(post.ends_on) });
  return (
    <div className="min-w-0 flex-1">
      <p className={post.is_current ? "font-bold" : ""}>
        {kind !== "" && <span className="mr-2">{kind}</span>}
        <PlaceLink change={{ unit: post.unit.id, person: null, query: "", isAway: false }} className="rounded-chip hover:underline">
          {wordPost(post, style.language)}
        </PlaceLink>
      </p>
      <p className="text-second text-mute">{days}</p>
    </div>
  );
}
