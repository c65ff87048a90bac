/** The words of a comment: lines as they were broken, mentions in bold, addresses of this site as links. */
import { useNameOf } from "../wording";
import { OwnLinks } from "../OwnLinks";
import { idsIn, readPieces } from "./mentions";

export function CommentText({ body }: { readonly body: string }) {
  const nameOf = useNameOf(idsIn(body));
  return (
    <p className="mt-1 break-words whitespace-pre-wrap">
      {readPieces(body).map((piece, at) =>
        "text" in piece ? (
          <OwnLinks key={at} text={piece.text} />
        ) : (
          <b key={at} className="text-link">
            @{nameOf(piece.person)}
          </b>
        ),
      )}
    </p>
  );
}
