import { describe, expect, it, vi } from "vitest";
import { followAddress, isOurPicture, isSafeAddress, readAddress } from "./addresses";
import { keepOwnPictures } from "./pasted";

const OURS = "/api/documents/01a20939-26a2-7245-b8f3-611c5e2ab055/images/01a20939-26a2-7245-b8f3-611c5e2ab056";

describe("a link that somebody else wrote", () => {
  it.each(["https://www.city.example/", "HTTP://city.example", "mailto:keiyaku@city.example", "tel:0123456789"])("may lead to %s", (address) => {
    expect(isSafeAddress(address)).toBe(true);
  });

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " \u0001javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//other.example", "", "/api/things"])(
    "leads nowhere when it is %j",
    (address) => {
      const open = vi.spyOn(window, "open").mockReturnValue(null);
      expect(isSafeAddress(address)).toBe(false);
      followAddress(address);
      expect(open).not.toHaveBeenCalled();
      open.mockRestore();
    },
  );

  it("is opened without telling the other page where it came from", () => {
    const open = vi.spyOn(window, "open").mockReturnValue(null);
    followAddress("https://www.city.example/");
    expect(open).toHaveBeenCalledWith("https://www.city.example/", "_blank", "noopener,noreferrer");
    open.mockRestore();
  });
});

describe("an address as people type it", () => {
  it.each([
    ["www.city.example", "https://www.city.example"],
    ["ｗｗｗ．ｃｉｔｙ．ｅｘａｍｐｌｅ／ｋｅｉｙａｋｕ", "https://www.city.example/keiyaku"],
    ["keiyaku@city.example", "mailto:keiyaku@city.example"],
    ["https://city.example/a b", "https://city.example/ab"],
  ])("%s becomes %s", (typed, whole) => {
    expect(readAddress(typed)).toBe(whole);
  });

  it.each(["契約規則", "javascript:alert(1)", ""])("%j leads nowhere", (typed) => {
    expect(readAddress(typed)).toBeNull();
  });
});

describe("pictures", () => {
  it("are shown only when they lie with a document here", () => {
    expect(isOurPicture(OURS)).toBe(true);
    for (const address of ["https://other.example/a.png", "data:image/png;base64,AA", `https://other.example${OURS}`, `${OURS}/../../x`, "/api/files/1/content"]) {
      expect(isOurPicture(address), address).toBe(false);
    }
  });

  it("of other places are taken out of what is pasted, and counted", () => {
    const left = vi.fn();
    const kept = keepOwnPictures(`<p>本文<img src="https://other.example/a.png"></p><figure><img src="file:///c:/b.png"><figcaption>図</figcaption></figure><img src="${OURS}">`, left);
    expect(left).toHaveBeenCalledWith(2);
    expect(kept).toContain(OURS);
    expect(kept).toContain("本文");
    expect(kept).not.toMatch(/other\.example|file:|figcaption/);
    expect(keepOwnPictures("<p>本文</p>", left)).toBe("<p>本文</p>");
  });
});
