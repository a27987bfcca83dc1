import { z } from 'zod'

/** What the load process is told. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    senders: z.number(),
    tokens: z.array(z.string()).min(2),
    url: z.string(),
  }),
  z.object({ kind: z.literal('stop') }),
])
export type Order = z.infer<typeof orderSchema>

const counts = z.record(z.string(), z.number())

/** What the load process tells: how far it is, and at the end what it was answered for each call. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.object({ accepted: z.number(), kind: z.literal('progress'), sent: z.number() }),
  z.object({
    /** How often each call was answered 2xx; the first is call number 1. */
    accepted: z.array(z.number()),
    kind: z.literal('record'),
    /** How often each call was answered otherwise, or not at all. */
    refused: z.array(z.number()),
    slowestMilliseconds: z.number(),
    /** How many answers of each status; `none` for no answer. */
    statuses: counts,
  }),
])
export type Notice = z.infer<typeof noticeSchema>
export type LoadRecord = Extract<Notice, { kind: 'record' }>
