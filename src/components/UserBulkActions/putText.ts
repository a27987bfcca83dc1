type TextFile = { name: string; type: string }

const TABLE: TextFile = { name: 'webhook-urls.tsv', type: 'text/tab-separated-values' }

const save = (text: string, { name, type }: TextFile): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.download = name
  link.href = url
  link.click()
  URL.revokeObjectURL(url)
}

/**
 * Puts a text that is still on its way into the clipboard. Where the page has none, as on plain http, it is saved
 * as a file.
 * @throws whatever the text fails with
 */
export const putText = async (
  coming: Promise<string>,
  file: TextFile = TABLE,
): Promise<'copied' | 'saved'> => {
  try {
    // Started immediately: Safari refuses to write after the click has ended.
    const blob = coming.then((text) => new Blob([text], { type: 'text/plain' }))
    // It is also awaited below, which says why it failed.
    blob.catch(() => undefined)
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
    return 'copied'
  } catch {
    save(await coming, file)
    return 'saved'
  }
}
