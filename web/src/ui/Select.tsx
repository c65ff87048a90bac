/** One of a few: a button that shows the choice and opens the list. For two to four choices prefer SegmentedChoice. */
import { Check, ChevronDown } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { Icon } from "./Icon";
import { Popover } from "./Popover";

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly id: T; readonly label: string; readonly second?: string }[];
  readonly onChange: (value: T) => void;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
  readonly size?: 36 | 44;
}

const choice =
  "flex min-h-10 items-center gap-3 rounded-field px-3 py-1 outline-none data-focused:bg-sel " +
  "data-focused:shadow-[inset_4px_0_0_var(--pri),var(--sel-frame)] data-selected:font-bold";

export function Select<T extends string>({ label, value, choices, onChange, isLabelHidden, isDisabled, size = 44 }: SelectProps<T>) {
  return (
    <AriaSelect
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen as T)}
      isDisabled={isDisabled}
      className="flex flex-col gap-2"
    >
      <Label className={isLabelHidden ? "sr-only" : "font-bold"}>{label}</Label>
      <AriaButton
        className={`edge-ctl press flex items-center gap-3 rounded-field bg-page pr-3 pl-4 text-left hover:bg-sub disabled:look-disabled ${size === 44 ? "h-11" : "h-9"}`}
      >
        <SelectValue className="min-w-0 flex-1 truncate">{choices.find((each) => each.id === value)?.label}</SelectValue>
        <Icon of={ChevronDown} />
      </AriaButton>
      <Popover className="min-w-(--trigger-width)">
        <ListBox className="p-2 outline-none">
          {choices.map((each) => (
            <ListBoxItem key={each.id} id={each.id} textValue={each.label} className={choice}>
              <span className="min-w-0 flex-1">
                {each.label}
                {each.second && <span className="block text-second font-normal text-mute">{each.second}</span>}
              </span>
              {each.id === value && <Icon of={Check} className="text-pri" />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
