/** Where one of the servers of a `DATABASE_URL` is, and how to reach that one alone. */
export type DatabaseHost = { host: string; port: number; url: string }

const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)([^?#]*)(\?[^#]*)?/

/** `host:5432`, `[::1]:5432`, or either without a port. */
const SERVER = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/

const DEFAULT_PORT = 5432

/** pg knows one host only, and so nothing of what libpq does with several. */
const withoutSessionAttrs = (query: string): string => {
  const params = new URLSearchParams(query)
  params.delete('target_session_attrs')
  return params.size === 0 ? '' : `?${params}`
}

/**
 * The servers of a connection string, which may name several as libpq's may:
 * `postgres://user:password@host1:5432,host2/name?target_session_attrs=read-write`.
 * @returns one for each host; none when it is no connection string
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
 */
export const databaseHosts = (url: string): DatabaseHost[] => {
  const [, head = '', servers = '', path = '', query = ''] = PARTS.exec(url) ?? []
  if (head === '') return []
  return servers.split(',').map((server) => {
    const [, host = '', port] = SERVER.exec(server) ?? []
    return {
      host: host.replace(/^\[|\]$/g, ''),
      port: Number(port ?? DEFAULT_PORT),
      url: `${head}${server}${path}${withoutSessionAttrs(query)}`,
    }
  })
}
