// Records what real Yjs sends, with what it says of it, for `test_updates.py`:
//   cd web && node ../tests/coedit/record_updates.mjs > ../tests/coedit/yjs_updates.json
import { createRequire } from "node:module";
const Y = createRequire(process.cwd() + "/package.json")("yjs");

let seed = 20261123;
const random = (below) => ((seed = (seed * 1103515245 + 12345) % 2147483648), Math.floor((seed / 2147483648) * below));
const WORDS = ["a", "予算", "𠮷野家", "👨‍👩‍👧", "año", "\n", "契約管理課", " ", "x".repeat(300), "が"];
const docs = [7, 4294967295, 123456].map((id) => Object.assign(new Y.Doc({ gc: id !== 7 }), { clientID: id }));
const recorded = [];

function say(update) {
  const { structs, ds } = Y.decodeUpdate(update);
  const brings = {}, needs = {};
  for (const s of structs) {
    const { client, clock } = s.id;
    const range = (brings[client] ??= [clock, clock]);
    range[1] = clock + s.length;
    for (const id of [s.origin, s.rightOrigin, s.parent instanceof Y.ID ? s.parent : null]) {
      if (id && id.client !== client) needs[id.client] = Math.max(needs[id.client] ?? 0, id.clock + 1);
    }
  }
  for (const [client, items] of ds.clients) {
    for (const item of items) needs[client] = Math.max(needs[client] ?? 0, item.clock + item.len);
  }
  return { update: Buffer.from(update).toString("base64"), brings, needs };
}

for (const doc of docs) {
  doc.on("update", (update, origin) => {
    if (origin === "remote") return;
    recorded.push(say(update));
    for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, "remote");
  });
}
for (let i = 0; i < 1200; i++) {
  const doc = docs[random(docs.length)], text = doc.getText("t"), xml = doc.getXmlFragment("x");
  const map = doc.getMap("m"), array = doc.getArray("a");
  const at = random(text.length + 1);
  doc.transact(() => {
    switch (random(12)) {
      case 0: case 1: case 2: case 3: text.insert(at, WORDS[random(WORDS.length)]); break;
      case 4: if (text.length) text.delete(Math.min(at, text.length - 1), 1 + random(Math.min(5, text.length - Math.min(at, text.length - 1)))); break;
      case 5: if (text.length > 3) text.format(random(text.length - 2), 2, { bold: random(2) ? true : null, link: { href: "https://例え.jp" } }); break;
      case 6: text.insertEmbed(at, { mention: i }); break;
      case 7: { const e = new Y.XmlElement("p"); e.setAttribute("id", String(i)); e.insert(0, [new Y.XmlText(WORDS[random(WORDS.length)])]); xml.insert(random(xml.length + 1), [e]); break; }
      case 8: map.set(WORDS[random(4)], [null, undefined, true, -i, 1.5, 2 ** 40, "語", { a: [1, { b: null }] }, new Uint8Array([1, 2]), 12345678901234567890n][random(10)]); break;
      case 9: array.insert(random(array.length + 1), [i, "v", { k: [i] }, false]); break;
      case 10: if (xml.length) xml.delete(random(xml.length), 1); break;
      case 11: if (array.length > 2) array.delete(random(array.length - 2), 2); break;
    }
  });
}
// A state as one update, too: a paste after sleep may look like it.
recorded.push(say(Y.encodeStateAsUpdate(docs[0])), say(Y.encodeStateAsUpdate(docs[1])));
recorded.push(say(Y.mergeUpdates(recorded.slice(0, 40).map((r) => new Uint8Array(Buffer.from(r.update, "base64"))))));
process.stdout.write(JSON.stringify(recorded) + "\n");
