/** Views of one thing side by side. Arrow keys move among the tabs, Tab goes into the view. */
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components/Tabs";

interface TabsProps {
  readonly name: string;
  readonly views: readonly { readonly id: string; readonly label: string; readonly count?: number; readonly content: ReactNode }[];
  readonly open?: string;
  readonly onOpen?: (id: string) => void;
}

export function Tabs({ name, views, open, onOpen }: TabsProps) {
  return (
    <AriaTabs selectedKey={open} onSelectionChange={(key) => onOpen?.(String(key))}>
      <TabList aria-label={name} className="edge-line-b flex gap-2">
        {views.map((view) => (
          <Tab
            key={view.id}
            id={view.id}
            className="press flex h-11 items-center gap-2 rounded-t-field px-4 hover:bg-sub data-selected:font-bold data-selected:text-link data-selected:shadow-[inset_0_-4px_0_var(--pri)]"
          >
            {view.label}
            {view.count !== undefined && <span className="text-second text-mute">{view.count}</span>}
          </Tab>
        ))}
      </TabList>
      {views.map((view) => (
        <TabPanel key={view.id} id={view.id} className="pt-4">
          {view.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
