// The peer: Hocuspocus 4. `node server.mjs PORT FILE` checks a token and appends each update to FILE through
// node:sqlite, durably (WAL, synchronous=FULL); without FILE it runs as shipped, keeping everything in memory.
import { DatabaseSync } from "node:sqlite";
import { Server } from "@hocuspocus/server";

const [port, file] = process.argv.slice(2);
let append = () => undefined;
if (file) {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE log (id INTEGER PRIMARY KEY, document TEXT, person TEXT, payload BLOB)");
  const insert = database.prepare("INSERT INTO log (document, person, payload) VALUES (?, ?, ?)");
  append = ({ documentName, context, update }) => insert.run(documentName, context.person, update);
}

const server = new Server({
  port: Number(port),
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: true,
  async onAuthenticate({ token }) {
    if (token !== "let-me-in") throw new Error("not let in");
    return { person: token };
  },
  async onChange(change) {
    append(change);
  },
});
await server.listen();
