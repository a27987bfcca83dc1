/** What `amendPage` says: names of controls that Payload leaves without one. */
export type Words = {
  clear: string
  nextPage: string
  options: string
  previousPage: string
  selectAll: string
  /** The name of the checkbox of a row. */
  selectRow: (name: string) => string
}

/** The id of what the skip link leads to. */
export const CONTENT_ID = 'desk-content'

/** The columns that name a document, the best first. */
const NAMING = ['label', 'businessName', 'name', 'customerName']

const isSame = (element: Element, name: string, value: string) =>
  element.getAttribute(name) === value

const set = (element: Element | null, name: string, value: string): void => {
  if (element && !isSame(element, name, value)) element.setAttribute(name, value)
}

const textOf = (cell: Element | null): string => {
  // The text of a choice would be all of its options.
  if (!cell || cell.querySelector('select, input, textarea')) return ''
  const text = cell.textContent.trim()
  return text === '—' ? '' : text
}

/** What a row of a list is about: the name of its document, else what its first two cells say. */
const nameOfRow = (row: Element): string => {
  for (const column of NAMING) {
    const name = textOf(row.querySelector(`:scope > .cell-${column}`))
    if (name) return name
  }
  return [...row.querySelectorAll(':scope > td')].map(textOf).filter(Boolean).slice(0, 2).join(', ')
}

const nameRows = (page: ParentNode, { selectAll, selectRow }: Words): void => {
  for (const box of page.querySelectorAll('.select-row__checkbox input')) {
    const row = box.closest('tr')
    if (row) set(box, 'aria-label', selectRow(nameOfRow(row)))
  }
  for (const box of page.querySelectorAll('.select-all__checkbox input')) {
    // It refers to itself, and so is read as its id.
    box.removeAttribute('aria-labelledby')
    set(box, 'aria-label', selectAll)
  }
}

/** Notes in each cell what it is, for phones, which show a row as a card without headings. */
const labelCells = (page: ParentNode): void => {
  for (const table of page.querySelectorAll('.collection-list .table table')) {
    const labels = [...table.querySelectorAll('thead th')].map(({ textContent }) =>
      textContent.trim(),
    )
    for (const row of table.querySelectorAll('tbody tr')) {
      for (const [index, cell] of [...row.children].entries()) {
        set(cell, 'data-label', labels[index] ?? '')
      }
    }
  }
}

const nameButtons = (page: ParentNode, { clear, nextPage, options, previousPage }: Words): void => {
  const names = [
    ['.clickable-arrow--left', previousPage],
    ['.clickable-arrow--right', nextPage],
    ['.popup-button', options],
    ['.date-time-picker__clear-button', clear],
  ] as const
  for (const [selector, name] of names) {
    for (const button of page.querySelectorAll(selector)) {
      if (!button.textContent.trim()) set(button, 'aria-label', name)
    }
  }
}

/** Inputs that Payload gives no label that refers to them: choices, dates and rich text. */
const NAMELESS = ':is(.react-select, .date-time-picker) input, .field-type [contenteditable="true"]'

/** Names inputs by the label of their field. A choice without a field is named by what it shows. */
const nameInputs = (page: ParentNode): void => {
  for (const input of page.querySelectorAll(NAMELESS)) {
    if (input instanceof HTMLInputElement && input.labels?.length) continue
    if (input.hasAttribute('aria-labelledby')) continue
    const label = input.closest('.field-type')?.querySelector('.field-label')
    const shown = input
      .closest('.react-select')
      ?.querySelector('.rs__single-value, .rs__placeholder')
    const name = (label ?? shown)?.textContent.replace(/\*$/, '').trim()
    if (name) set(input, 'aria-label', name)
  }
}

/** Titles of lists and groups within a form are one level below the page's. Payload skips one. */
const levelTitles = (page: ParentNode): void => {
  for (const title of page.querySelectorAll(':is(.array-field__title, .group-field__title)')) {
    set(title, 'aria-level', '2')
  }
}

/** Marks the page's main part, which Payload does in forms alone. */
const markMain = (page: ParentNode): void => {
  const wrap = page.querySelector('.template-default__wrap')
  const isMarked = Boolean(wrap?.querySelector('main'))
  for (const part of wrap?.children ?? []) {
    if (part.matches('header, style, script, nav')) continue
    if (isMarked) part.removeAttribute('role')
    else set(part, 'role', 'main')
    break
  }
  set(page.querySelector('.template-minimal__wrap'), 'role', 'main')
  // It would be the banner of the whole page within its main part.
  set(page.querySelector('.list-header'), 'role', 'none')
  // A list whose children are links and no items.
  set(page.querySelector('.doc-tabs__tabs'), 'role', 'none')
}

/** Buttons that only the pointer needs, and that are hidden from everybody else, are no stops of the keyboard. */
const skipHidden = (page: ParentNode): void => {
  for (const button of page.querySelectorAll(
    '.react-select [aria-hidden="true"]:is([tabindex], button)',
  )) {
    set(button, 'tabindex', '-1')
  }
}

/** Gives the target of the skip link its id: the rows of the list, else the main part. */
const markContent = (page: ParentNode): void => {
  const target =
    page.querySelector('.collection-list .table tbody') ??
    page.querySelector('main, .template-default__wrap, .template-minimal__wrap')
  for (const old of page.querySelectorAll(`#${CONTENT_ID}`)) {
    if (old !== target) old.removeAttribute('id')
  }
  set(target, 'id', CONTENT_ID)
  set(target, 'tabindex', '-1')
}

/** Adds what assistive technology, the keyboard and phones need and Payload's pages lack. It may run at any time. */
export const amendPage = (page: ParentNode, words: Words): void => {
  nameRows(page, words)
  labelCells(page)
  nameButtons(page, words)
  nameInputs(page)
  levelTitles(page)
  markMain(page)
  skipHidden(page)
  markContent(page)
}
