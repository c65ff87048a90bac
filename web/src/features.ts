/** What this city hall has. Adding a feature is one line here; the shell draws only what is listed. */
import { documents } from "./documents/feature";
import { drive } from "./drive/feature";
import { guests } from "./drive/guests/feature";
import { home } from "./home/feature";
import { imports } from "./imports/feature";
import type { Feature } from "./kernel/feature";
import { links } from "./links/feature";
import { notices } from "./notices/feature";
import { people } from "./people/feature";
import { search } from "./search/feature";
import { sessions } from "./sessions/feature";
import { start } from "./start/feature";
import { webdav } from "./webdav/feature";

export const features: readonly Feature[] = [home, documents, drive, guests, imports, links, people, notices, search, sessions, start, webdav];
