import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

async function open(holdsText: boolean) {
  const onClose = vi.fn();
  render(
    <Dialog isOpen onClose={onClose} title="共有" holdsText={holdsText} description="12人が見られなくなります">
      <input aria-label="名前" />
    </Dialog>,
  );
  await screen.findByRole("dialog", { name: "共有" }, { timeout: 5000 });
  await userEvent.click(screen.getByLabelText("名前"));
  return onClose;
}

it("closes with Esc", async () => {
  const onClose = await open(false);
  await userEvent.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalled();
});

it("does not close with Esc while typed text would be lost; the button still does", async () => {
  const onClose = await open(true);
  await userEvent.keyboard("{Escape}");
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "閉じる" }));
  expect(onClose).toHaveBeenCalled();
});

it("is described by what saving changes", async () => {
  await open(false);
  const dialog = screen.getByRole("dialog");
  expect(document.getElementById(dialog.getAttribute("aria-describedby")!)?.textContent).toBe("12人が見られなくなります");
});

it("ignores presses while the act is under way", async () => {
  const onPress = vi.fn();
  const { rerender } = render(<Button onPress={onPress}>保存</Button>);
  await userEvent.click(screen.getByRole("button"));
  rerender(<Button onPress={onPress} isPending>保存</Button>);
  await userEvent.click(screen.getByRole("button"));
  await waitFor(() => expect(onPress).toHaveBeenCalledOnce());
});
