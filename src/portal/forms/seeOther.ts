/** 303 See Other to one of the desk's own pages. */
export const seeOther = (location: string, cookies: readonly string[] = []): Response => {
  const headers = new Headers({ 'Cache-Control': 'no-store', Location: location })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { headers, status: 303 })
}
