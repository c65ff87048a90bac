/**
 * A small office editor on this machine, for journeys: it tells of itself, opens a text in its own page when a form
 * brings a token, and reads and saves it by signed calls to the host, as real ones do.
 */
import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = publicKey.export({ format: "jwk" });
const asBase64 = (part: string | undefined) => Buffer.from(part!, "base64url").toString("base64");
const KEY = `modulus="${asBase64(jwk.n)}" exponent="${asBase64(jwk.e)}" oldmodulus="${asBase64(jwk.n)}" oldexponent="${asBase64(jwk.e)}"`;

export interface Office {
  readonly url: string;
  /** Statuses of what it asked of the host, with what it asked. */
  readonly calls: string[];
  readonly stop: () => Promise<void>;
}

export async function startOffice(): Promise<Office> {
  const calls: string[] = [];
  const server = createServer((asked, answer) => {
    void reply(asked, calls, url()).then(
      ([status, type, body]) => answer.writeHead(status, { "content-type": type }).end(body),
      (error: unknown) => answer.writeHead(500).end(String(error)),
    );
  });
  const url = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { url: url(), calls, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

type Reply = readonly [status: number, type: string, body: string];

async function reply(asked: IncomingMessage, calls: string[], url: string): Promise<Reply> {
  const at = new URL(asked.url!, url);
  const sent = new URLSearchParams(await readText(asked));
  if (at.pathname === "/hosting/discovery") {
    const action = `<action name="edit" ext="csv" urlsrc="${url}/edit?"/>`;
    return [200, "text/xml", `<wopi-discovery><net-zone name="external-http"><app name="calc">${action}</app></net-zone><proof-key ${KEY}/></wopi-discovery>`];
  }
  const host = new Host(at.searchParams.get("WOPISrc")!, sent.get("access_token")!, calls);
  if (at.pathname === "/edit") return [200, "text/html; charset=utf-8", await drawPage(host)];
  if (at.pathname === "/save") return [await host.save(sent.get("text")!), "text/plain", ""];
  if (at.pathname === "/close") return [await host.change("UNLOCK"), "text/plain", ""];
  return [404, "text/plain", ""];
}

async function readText(asked: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of asked) text += String(piece);
  return text;
}

/** The host of one file, called as the holder of a token. */
class Host {
  constructor(
    private readonly source: string,
    readonly token: string,
    private readonly calls: string[],
  ) {}

  async ask(method: string, path = "", headers: Record<string, string> = {}, body?: string): Promise<Response> {
    const address = `${this.source}${path}?access_token=${this.token}`;
    const answer = await fetch(address, { method, headers: { ...sign(this.token, address), ...headers }, body });
    this.calls.push(`${headers["X-WOPI-Override"] ?? method}${path} ${answer.status}`);
    return answer;
  }

  async change(act: "LOCK" | "UNLOCK"): Promise<number> {
    return (await this.ask("POST", "", { "X-WOPI-Override": act, "X-WOPI-Lock": "office" })).status;
  }

  async save(text: string): Promise<number> {
    return (await this.ask("POST", "/contents", { "X-WOPI-Override": "PUT", "X-WOPI-Lock": "office" }, text)).status;
  }
}

function sign(token: string, address: string): Record<string, string> {
  const ticks = BigInt(Date.now()) * 10_000n + 621_355_968_000_000_000n;
  const time = Buffer.alloc(8);
  time.writeBigInt64BE(ticks);
  const parts = [Buffer.from(token), Buffer.from(address.toUpperCase()), time];
  const whole = Buffer.concat(parts.flatMap((part) => [Buffer.from(Uint32Array.of(part.length).buffer).swap32(), part]));
  const proof = createSign("RSA-SHA256").update(whole).sign(privateKey, "base64");
  return { "X-WOPI-Proof": proof, "X-WOPI-ProofOld": proof, "X-WOPI-TimeStamp": String(ticks) };
}

async function drawPage(host: Host): Promise<string> {
  const info = (await (await host.ask("GET")).json()) as { BaseFileName: string; UserFriendlyName: string; PostMessageOrigin: string };
  await host.change("LOCK");
  const text = await (await host.ask("GET", "/contents")).text();
  const said = JSON.stringify({ token: host.token, origin: info.PostMessageOrigin }).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="ja"><title>${info.BaseFileName}</title>
<style>body{margin:0;padding:16px;font:16px sans-serif;display:grid;gap:12px}textarea{height:50vh;font:inherit}</style>
<p>${info.UserFriendlyName}</p><textarea aria-label="本文">${text}</textarea>
<div><button id="save">保存</button> <button id="close">閉じる</button> <output></output></div>
<script>
const { token, origin } = ${said};
const tell = (name) => parent.postMessage(JSON.stringify({ MessageId: name, SendTime: Date.now(), Values: {} }), origin);
const ask = (path) => fetch(path + location.search, { method: "POST", body: new URLSearchParams({ access_token: token, text: document.querySelector("textarea").value }) });
addEventListener("message", (event) => { if (event.origin === origin && event.data.includes("Host_PostmessageReady")) document.body.dataset.ready = "yes"; });
document.querySelector("#save").onclick = async () => { document.querySelector("output").value = (await ask("/save")).ok ? "保存しました" : "保存できません"; };
document.querySelector("#close").onclick = async () => { await ask("/close"); tell("UI_Close"); };
tell("App_LoadingStatus");
</script></html>`;
}
