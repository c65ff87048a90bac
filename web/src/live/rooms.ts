/** The documents this tab has open: one room each, however many screens show it. */
import { LiveRoom } from "./provider";
import { live } from "./socket";

const rooms = new Map<string, LiveRoom>();

/** Opens a document for this person; the same room again where one has not ended yet. Close it when the screen goes. */
export function openRoom(ref: string, person: string): LiveRoom {
  const known = rooms.get(ref);
  if (known) {
    known.reopen();
    return known;
  }
  const room = new LiveRoom(ref, person, live, () => rooms.delete(ref));
  rooms.set(ref, room);
  return room;
}
