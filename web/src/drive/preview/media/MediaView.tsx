/** Sound and film by the browser's own player, which asks for the ranges it needs: one may begin anywhere. */
import { useRef } from "react";
import { useWords } from "../../../kernel/words";
import type { ViewerProps } from "../viewers";

export function MediaView({ source, onBroken }: ViewerProps) {
  const t = useWords("viewers");
  const film = useRef<HTMLVideoElement>(null);
  const onError = ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
    onBroken({ kind: currentTarget.error?.code === MediaError.MEDIA_ERR_NETWORK ? "unreachable" : "codec" });
  };
  if (source.mediaType.startsWith("audio/")) {
    return (
      <div className="flex h-full items-center justify-center p-6">
        <audio controls preload="metadata" src={source.contentUrl} aria-label={t("media.sound", { name: source.name })} onError={onError} className="w-full max-w-160" />
      </div>
    );
  }
  return (
    <video
      ref={film}
      controls
      playsInline
      preload="metadata"
      src={source.contentUrl}
      aria-label={t("media.film", { name: source.name })}
      onError={onError}
      // The sound alone of a film whose pictures cannot be decoded would look like a broken one.
      onLoadedMetadata={() => film.current?.videoWidth === 0 && onBroken({ kind: "codec" })}
      className="size-full bg-bar object-contain"
    />
  );
}
