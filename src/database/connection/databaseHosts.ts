/** One server of a `DATABASE_URL`, with a URL for that server alone. */
export type DatabaseHost = { host: string; port: number; url: string }

const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)([^?#]*)(\?[^#]*)?/

/** `host:5432`, `[::1]:5432`, or either without a port. */
const SERVER = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/

const DEFAULT_PORT = 5432

/** pg supports one host only, and none of libpq's options for several. */
const withoutSessionAttrs = (query: string): string => {
  const params = new URLSearchParams(query)
  params.delete('target_session_attrs')
  return params.size === 0 ? '' : `?${params}`
}

/**
 * The servers of a connection string, which may list several, as in libpq:
 * `postgres://user:password@host1:5432,host2/name?target_session_attrs=read-write`.
 * @returns one entry for each host; empty if it is not a connection string
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
