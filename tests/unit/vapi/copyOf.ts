import { z } from 'zod'
import type { JsonValue } from '../../../src/lib/json'

/** A value of one's own, as what JSON.parse returns is: masking changes it. */
export const copyOf = (value: unknown): JsonValue =>
  z.custom<JsonValue>().parse(structuredClone(value))
