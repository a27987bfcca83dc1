import { headers } from 'next/headers'

const ROWS = 25

/** As many rows as the desk's list has, without a database, a session or texts in seven languages. */
export default async function Page() {
  // As the desk's pages, it is made for each request.
  await headers()
  return (
    <main>
      <h1>Calls</h1>
      <ol>
        {Array.from({ length: ROWS }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
          <li key={n}>
            <a href={`/calls/${n}`}>
              <strong>Caller {n}</strong>
              <p>Asked for a hair cut on Friday, and was given an appointment at ten.</p>
              <span>Booked · Haircut · €45.00 · 10:{String(n).padStart(2, '0')} · 2 min</span>
            </a>
          </li>
        ))}
      </ol>
    </main>
  )
}
