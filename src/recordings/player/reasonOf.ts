const firstCode = (answer: unknown): string | undefined => {
  const { errors }: { errors?: unknown } = Object(answer)
  const [first]: unknown[] = Array.isArray(errors) ? errors : []
  const { code }: { code?: unknown } = Object(first)
  return typeof code === 'string' ? code : undefined
}

/**
 * Why a recording does not play: browsers do not tell a player what the desk answered.
 * @param url of the recording
 * @returns the code of the refusal; undefined if there was none, or the desk cannot be reached
 */
export const reasonOf = async (url: string): Promise<string | undefined> => {
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'same-origin',
      headers: { Range: 'bytes=0-0' },
    })
    if (!response.ok) return firstCode(await response.json())
    await response.body?.cancel()
  } catch {
    // As good as no reason.
  }
  return undefined
}
