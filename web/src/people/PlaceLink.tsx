/** A link to another place of the directory: everything not said stays as it is. */
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { change as changePlace, DIRECTORY, searchOf, usePlace, type Place } from "./place";

interface PlaceLinkProps {
  readonly change: Partial<Place>;
  readonly isHere?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function PlaceLink({ change, isHere = false, className, children }: PlaceLinkProps) {
  const { place } = usePlace();
  return (
    <Link to={DIRECTORY} search={searchOf(changePlace(place, change)) as never} aria-current={isHere ? "page" : undefined} className={className}>
      {children}
    </Link>
  );
}
