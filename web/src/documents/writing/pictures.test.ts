/** A picture on its way: how much of it went, a stop that leaves nothing, a failure that waits to be tried again. */
import { beforeEach, expect, it, vi } from "vitest";
import { Unreachable } from "../../kernel/problem";
import { Pictures } from "./pictures";

interface Sent {
  readonly tell: (bytes: number) => void;
  readonly finish: (made: { url: string }) => void;
  readonly fail: (error: unknown) => void;
}

const sent: Sent[] = [];

vi.mock("../../drive/upload/send", () => ({
  sendPicture: (_document: string, _file: File, tell: Sent["tell"]) => {
    let finish!: Sent["finish"];
    let fail!: Sent["fail"];
    const done = new Promise<{ url: string }>((resolve, reject) => [finish, fail] = [resolve, reject]);
    sent.push({ tell, finish, fail });
    return { done, stop: () => fail(new DOMException("stopped", "AbortError")) };
  },
}));

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const photo = () => new File(["x".repeat(40)], "現地.png", { type: "image/png" });

beforeEach(() => {
  sent.length = 0;
  URL.createObjectURL = () => "blob:preview";
  URL.revokeObjectURL = () => undefined;
});

it("says how much of it went, and puts it into the text once it is stored", async () => {
  const put = vi.fn();
  const pictures = new Pictures("d", put);
  pictures.add([photo()], "block");
  sent[0]!.tell(10);
  expect(pictures.get()).toMatchObject([{ sentBytes: 10, sizeBytes: 40, trouble: undefined }]);
  expect(put).not.toHaveBeenCalled();
  sent[0]!.finish({ url: "/picture" });
  await turn();
  expect(put.mock.calls).toEqual([["/picture", "block"]]);
  expect(pictures.get()).toEqual([]);
});

it("leaves nothing when it is stopped, not even what arrives in that moment", async () => {
  const put = vi.fn();
  const pictures = new Pictures("d", put);
  pictures.add([photo()], undefined);
  pictures.leave(pictures.get()[0]!.id);
  sent[0]!.finish({ url: "/late" });
  await turn();
  expect(pictures.get()).toEqual([]);
  expect(put).not.toHaveBeenCalled();
});

it("keeps one that failed, and sends it again from its beginning", async () => {
  const put = vi.fn();
  const pictures = new Pictures("d", put);
  pictures.add([photo()], "block");
  sent[0]!.tell(30);
  sent[0]!.fail(new Unreachable("gone"));
  await turn();
  const [failed] = pictures.get();
  expect(failed).toMatchObject({ isHopeless: false });
  expect(failed!.trouble).not.toBe(undefined);
  pictures.again(failed!.id);
  expect(pictures.get()).toMatchObject([{ sentBytes: 0, trouble: undefined }]);
  sent[1]!.finish({ url: "/picture" });
  await turn();
  expect(put.mock.calls).toEqual([["/picture", "block"]]);
});
