/** Pasted markup: pictures that lie elsewhere would be asked of another host by everybody who opens the document. */
import { isOurPicture } from "./addresses";

/** The markup without pictures of other places; tells how many were left out. */
export function keepOwnPictures(markup: string, onLeftOut: (count: number) => void): string {
  if (!/<img\b/i.test(markup)) return markup;
  const page = new DOMParser().parseFromString(markup, "text/html");
  const foreign = [...page.querySelectorAll("img")].filter((image) => !isOurPicture(image.getAttribute("src") ?? ""));
  for (const image of foreign) (image.closest("figure") ?? image).remove();
  if (foreign.length > 0) onLeftOut(foreign.length);
  return page.body.innerHTML;
}
