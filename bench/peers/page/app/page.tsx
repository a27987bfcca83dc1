import { headers } from 'next/headers'
import pg from 'pg'

const ROWS = 25

type Row = {
  currency: null | string
  customer_name: null | string
  duration_seconds: null | string
  id: string
  outcome: null | string
  price: null | string
  reported_at: Date
  service_name: null | string
  summary: null | string
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'short' })

const NEWEST = {
  name: 'newest',
  text: `select id, customer_name, summary, outcome, service_name, price, currency, duration_seconds, reported_at
    from call_summaries
    where client_id = (select id from users where email = $1)
    order by reported_at desc limit ${ROWS}`,
}

/** As many rows as the desk's list has, of the same client and with the same facts, but without a session, rights, filters, brands or languages. */
export default async function Page() {
  // As the desk's pages, it is made for each request.
  await headers()
  const { rows } = await pool.query<Row>({ ...NEWEST, values: [process.env.CLIENT_EMAIL] })
  return (
    <main>
      <h1>Calls</h1>
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/calls/${row.id}`}>
              <span>
                <strong>{row.customer_name}</strong>
                <time dateTime={row.reported_at.toISOString()}>
                  {clock.format(row.reported_at)}
                </time>
              </span>
              <span>{row.summary}</span>
              <span>
                <span>{row.outcome}</span>
                <span>{row.service_name}</span>
                <span>
                  {row.price} {row.currency}
                </span>
                <span>{row.duration_seconds} s</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </main>
  )
}
