import type { Pool } from 'pg'
import { z } from 'zod'
import type { RecordingStore, StoreKind } from '../store/store'

const BATCH_FILES = 200
const AGAIN_HOURS = 1
/** After so many that could not be deleted, the others wait a minute: each may have waited for its storage. */
const MOST_FAILED = 5
/** Orphans wait this long: a desk may have been started with a wrong database. */
const ORPHAN_DAYS = 7

const leftSchema = z.array(z.object({ name: z.string(), store: z.enum(['disk', 's3']) }))

// Never the file of a recording, whatever the table of leftovers says.
const READ_DUE = `
  select name, store from recording_leftovers as left_over
  where due_at <= now() and not exists (select 1 from recordings where recordings.name = left_over.name)
  order by due_at limit ${BATCH_FILES}`

type Left = {
  onError: (error: unknown) => void
  pool: Pool
  signal: AbortSignal
  /** Null: the desk cannot reach this store any more. */
  storeFor: (kind: StoreKind) => null | RecordingStore
}

type Batch = { due: number; failed: number; removed: number }

const removeBatch = async ({ onError, pool, signal, storeFor }: Left): Promise<Batch> => {
  const left = leftSchema.parse((await pool.query(READ_DUE)).rows)
  const removed: string[] = []
  const failed: string[] = []
  let problem: unknown
  for (const { name, store } of left) {
    if (signal.aborted || failed.length >= MOST_FAILED) break
    try {
      const kept = storeFor(store)
      if (!kept) throw new Error('The storage of recordings is not set up any more')
      await kept.remove(name)
      removed.push(name)
    } catch (error) {
      problem = error
      failed.push(name)
    }
  }
  await pool.query({
    text: 'delete from recording_leftovers where name = any($1::text[])',
    values: [removed],
  })
  if (failed.length > 0) {
    await pool.query({
      text: `update recording_leftovers set due_at = now() + make_interval(hours => $2::int)
        where name = any($1::text[])`,
      values: [failed, AGAIN_HOURS],
    })
    onError(problem)
  }
  return { due: left.length, failed: failed.length, removed: removed.length }
}

/**
 * Deletes files whose recordings are gone, or were never finished: all that are due, as long as that works. A file that
 * cannot be deleted is tried again an hour later.
 * @returns how many were deleted
 */
export const removeLeftovers = async (left: Left): Promise<number> => {
  let total = 0
  while (!left.signal.aborted) {
    const { due, failed, removed } = await removeBatch(left)
    total += removed
    if (due < BATCH_FILES || failed > 0) break
  }
  return total
}

type Orphans = {
  /** Old files of the disk, some at a time. */
  files: AsyncIterable<string[]>
  pool: Pool
  signal: AbortSignal
}

/** Names files of the disk that have no row, such as after a restore from a backup. They are deleted a week later. */
export const noteOrphans = async ({ files, pool, signal }: Orphans): Promise<void> => {
  for await (const names of files) {
    if (signal.aborted) return
    await pool.query({
      text: `
        insert into recording_leftovers (name, store, due_at)
        select file.name, 'disk', now() + make_interval(days => $2::int) from unnest($1::text[]) as file(name)
        where not exists (select 1 from recordings where recordings.name = file.name)
        on conflict (name) do nothing`,
      values: [names, ORPHAN_DAYS],
    })
  }
}
