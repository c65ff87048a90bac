/** A few choices side by side, one chosen: ground, tick and bold. Arrow keys move, as among radio buttons. */
import { Check } from "lucide-react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Icon } from "./Icon";

interface SegmentedChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly id: T; readonly label: string; readonly lang?: string }[];
  readonly onChange: (value: T) => void;
  readonly isLabelHidden?: boolean;
}

export function SegmentedChoice<T extends string>({ label, value, choices, onChange, isLabelHidden }: SegmentedChoiceProps<T>) {
  return (
    <RadioGroup value={value} onChange={(chosen) => onChange(chosen as T)} orientation="horizontal" className="flex flex-col gap-2">
      <Label className={isLabelHidden ? "sr-only" : "font-bold"}>{label}</Label>
      <div className="flex flex-wrap">
        {choices.map((choice) => (
          <Radio
            key={choice.id}
            value={choice.id}
            lang={choice.lang}
            className="press -ml-px flex h-9 items-center gap-1.5 edge-ctl px-4 first:ml-0 first:rounded-l-button last:rounded-r-button hover:bg-sub data-focus-visible:z-2 data-selected:relative data-selected:border-pri data-selected:ground-sel data-selected:font-bold data-selected:text-link max-desk:h-11"
          >
            {choice.id === value && <Icon of={Check} size={16} />}
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
