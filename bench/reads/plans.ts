import type pg from 'pg'
import { z } from 'zod'
import { ROLES, type Role, requestOf, SHAPES, type Shape, type Subject } from './shapes'

/** The plan with which PostgreSQL answers a statement. */
export type Plan = { plan: string; role: Role; rows: number; shape: Shape; statement: string }

const rowsSchema = z.array(z.object({ 'QUERY PLAN': z.string() }))

/** Runs EXPLAIN ANALYZE for every statement of every kind of request. */
export const explainAll = async (
  sql: pg.Pool,
  { rows, subject }: { rows: number; subject: Subject },
): Promise<Plan[]> => {
  const plans: Plan[] = []
  for (const shape of SHAPES) {
    for (const role of ROLES) {
      for (const { text, values } of requestOf({ role, shape, subject }).statements) {
        const { rows: lines } = await sql.query(
          `explain (analyze, buffers, costs off, summary off) ${text}`,
          values,
        )
        const plan = rowsSchema.parse(lines).map((line) => line['QUERY PLAN'])
        const statement = text.replaceAll(/\s+/g, ' ').trim()
        plans.push({ plan: plan.join('\n'), role, rows, shape, statement })
      }
    }
  }
  return plans
}

/** The indexes of the calls that no statement has used so far. */
export const unusedIndexes = async (sql: pg.Pool): Promise<string[]> => {
  const { rows } = await sql.query<{ name: string }>(
    `select indexrelname as name from pg_stat_user_indexes
     where relname = 'call_summaries' and idx_scan = 0`,
  )
  return rows.map(({ name }) => name)
}
