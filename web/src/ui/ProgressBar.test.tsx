/** A bar tells readers every tenth, and everybody the exact number beside it. */
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ProgressBar } from "./ProgressBar";

it.each([[0, "0"], [74, "50"], [127, "90"], [128, "100"]])("of %i it tells %s", (value, told) => {
  render(<ProgressBar label="移動しています" value={value} most={128} words={`${value}件`} />);
  expect(screen.getByRole("progressbar", { name: "移動しています" }).getAttribute("aria-valuenow")).toBe(told);
  expect(screen.getByText(`${value}件`)).toBeTruthy();
});
