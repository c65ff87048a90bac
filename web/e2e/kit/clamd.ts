/**
 * A clamd of our own for journeys: speaks INSTREAM as clamd(8) tells, knows the test of scanners, and answers nothing
 * while it is told to wait. The real one is asked in tests/scanning/test_clamd.py.
 */
import { createServer, type AddressInfo, type Socket } from "node:net";

/** Written apart, so that no scanner finds this very file. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

export interface Clamd {
  /** As ZENCHO_CLAMAV. */
  readonly address: string;
  readonly wait: () => void;
  readonly goOn: () => void;
  readonly stop: () => Promise<void>;
}

const COMMAND = "zINSTREAM\0";

/** All pieces of a stream, once it has ended. */
function readStream(bytes: Buffer): Buffer | undefined {
  const pieces: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size === 0) return Buffer.concat(pieces);
    if (at + 4 + size > bytes.length) return undefined;
    pieces.push(bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return undefined;
}

export async function startClamd(): Promise<Clamd> {
  const sockets = new Set<Socket>();
  let isWaiting = false;
  let waiting: (() => void)[] = [];
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      received = Buffer.concat([received, bytes]);
      const content = received.subarray(0, COMMAND.length).toString() === COMMAND ? readStream(received) : undefined;
      if (content === undefined) return;
      const answer = () => socket.end(content.includes(EICAR) ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0");
      if (isWaiting) waiting.push(answer);
      else answer();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    address: `tcp:127.0.0.1:${(server.address() as AddressInfo).port}`,
    wait: () => {
      isWaiting = true;
    },
    goOn: () => {
      isWaiting = false;
      for (const answer of waiting) answer();
      waiting = [];
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
