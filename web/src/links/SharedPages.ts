/** The pages of those who hold a share link, fetched together: whoever lands on one goes on to the next. */
export { SharedFilePage } from "./SharedFilePage";
export { SharedFolderPage } from "./SharedFolderPage";
export { SharedLinkPage } from "./SharedLinkPage";
