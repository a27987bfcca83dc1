import { TITLE_SUFFIX } from './titleSuffix'

/** A new document has no name yet, and one's own account is titled as such. */
const IS_NAMELESS = /\/(?:account|create)$/

const headingOf = (page: Document): string => {
  if (IS_NAMELESS.test(page.location.pathname)) return ''
  const heading = page.querySelector('.template-default__wrap .doc-header__title')
  return heading?.textContent.trim() ?? ''
}

/**
 * Titles the browser's tab by the document that is open, such as “Willow & Wave · Client Desk”. Payload's own
 * title, “Editing - User”, is the same for all of them.
 * @returns a function to call after each change of the page; Payload's title comes back with pages without a name
 */
export const createTitler = (page: Document): (() => void) => {
  let ours = ''
  let payloads = page.title
  return () => {
    const element = page.head.querySelector('title')
    if (!element) return
    if (element.textContent !== ours) payloads = element.textContent
    const heading = headingOf(page)
    ours = heading ? `${heading} ${TITLE_SUFFIX}` : payloads
    if (element.textContent !== ours) element.textContent = ours
  }
}
