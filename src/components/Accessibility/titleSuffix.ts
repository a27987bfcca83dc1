/** What the title of each tab of the browser ends in. */
export const TITLE_SUFFIX = '· Client Desk'
