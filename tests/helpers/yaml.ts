import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

const validator = join(
  import.meta.dirname,
  '../../node_modules/@seriousme/openapi-schema-validator/package.json',
)

// The one that checks the OpenAPI document brings a parser along.
const parser = z
  .object({ parse: z.custom<(text: string) => unknown>((value) => typeof value === 'function') })
  .parse(createRequire(validator)('yaml'))

/** Reads YAML 1.2. @throws for what is none, and for a key that comes twice */
export const parseYAML = (text: string): unknown => parser.parse(text)
