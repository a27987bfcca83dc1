type Headers = Record<string, string>

/** Posts to a server function of the admin, as its pages do. */
export const postAction = async ({
  action,
  body,
  headers = {},
  url,
}: {
  /** The id by which the function is called. */
  action: string
  body: FormData | string
  headers?: Headers
  /** The desk's. */
  url: string
}): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${url}/admin`, {
    body,
    headers: {
      accept: 'text/x-component',
      'next-action': action,
      ...(typeof body === 'string' ? { 'content-type': 'text/plain;charset=UTF-8' } : {}),
      ...headers,
    },
    method: 'POST',
    redirect: 'manual',
  })
  return { status: answer.status, text: await answer.text() }
}

/**
 * The id of the function that runs those of Payload by name: each visitor of the login page gets to know it.
 * @param url the desk's
 */
export const findAction = async (url: string): Promise<string> => {
  const textOf = async (path: string) => (await fetch(url + path)).text()
  const page = await textOf('/admin/login')
  const scripts = [...new Set(page.match(/\/_next\/static\/chunks\/[\w.~-]+\.js/g) ?? [])]
  const texts = [page, ...(await Promise.all(scripts.map(textOf)))]
  const ids = new Set(texts.flatMap((text) => text.match(/\b[0-9a-f]{42}\b/g) ?? []))
  const body = JSON.stringify([{ args: {}, name: 'constructor' }])
  for (const action of ids) {
    // Another action of Payload's sets the language, and takes anything.
    if ((await postAction({ action, body, url })).status !== 200) return action
  }
  throw new Error('The login page names no server function')
}
