import { parseCookies } from '../../src/payload/shared'

/** An answer to a form: where it leads, and the problems that it brings back to its page, by field. */
export type FormAnswer = {
  cookies: string[]
  location: null | string
  status: number
}

/** A browser without scripts: it keeps cookies, posts forms, and follows nothing. */
export type FormBrowser = {
  /** The value of a cookie. Empty if it has none. */
  cookie: (name: string) => string
  get: (path: string, headers?: Record<string, string>) => Promise<FormAnswer>
  /** Headers for requests of this browser. */
  headers: () => Record<string, string>
  post: (
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<FormAnswer>
}

/**
 * @param from its address, for a desk that trusts who says so
 * @param url the desk's
 */
export const openFormBrowser = ({ from, url }: { from?: string; url: string }): FormBrowser => {
  const jar = new Map<string, string>()
  const headersOf = (): Record<string, string> => ({
    ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join('; '),
    'sec-fetch-site': 'same-origin',
  })
  const keep = (cookie: string) => {
    const [pair = ''] = cookie.split(';')
    const [name = '', value = ''] = [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]
    const expires = /expires=([^;]+)/i.exec(cookie)?.[1]
    const isOver = value === '' || (expires !== undefined && Date.parse(expires) < Date.now())
    if (isOver) jar.delete(name)
    else jar.set(name, value)
  }
  const send = async (path: string, init: RequestInit): Promise<FormAnswer> => {
    const answer = await fetch(`${url}${path}`, { ...init, redirect: 'manual' })
    await answer.arrayBuffer()
    const cookies = answer.headers.getSetCookie()
    for (const cookie of cookies) keep(cookie)
    return { cookies, location: answer.headers.get('location'), status: answer.status }
  }
  return {
    cookie: (name) =>
      parseCookies(new Headers({ cookie: headersOf().cookie ?? '' })).get(name) ?? '',
    get: (path, headers = {}) => send(path, { headers: { ...headersOf(), ...headers } }),
    headers: headersOf,
    post: (path, fields, headers = {}) =>
      send(path, {
        body: new URLSearchParams(fields),
        headers: { ...headersOf(), ...headers },
        method: 'POST',
      }),
  }
}
