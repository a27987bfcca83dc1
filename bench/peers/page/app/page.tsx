import { headers } from 'next/headers'
import pg from 'pg'

const ROWS = 25

type Row = {
  customer_name: null | string
  id: string
  outcome: null | string
  reported_at: Date
  service_name: null | string
  summary: null | string
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const NEWEST = {
  name: 'newest',
  text: `select id, customer_name, summary, outcome, service_name, reported_at from call_summaries
    where client_id = (select id from users where email = $1)
    order by reported_at desc limit ${ROWS}`,
}

/** As many rows as the desk's list has, of the same client, without a session, rights, filters, brands or languages. */
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
              <strong>{row.customer_name}</strong>
              <p>{row.summary}</p>
              <span>
                {row.outcome} · {row.service_name} · {row.reported_at.toISOString()}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </main>
  )
}
