import { vi } from 'vitest'

const ENVIRONMENT = '_desk_test_environment'

/** Restores what was in the environment before the first test file of this process. */
const restoreEnvironment = (): void => {
  const kept: unknown = Reflect.get(globalThis, ENVIRONMENT)
  const first: Map<unknown, unknown> =
    kept instanceof Map ? kept : new Map(Object.entries(process.env))
  Reflect.set(globalThis, ENVIRONMENT, first)
  for (const name of Object.keys(process.env)) if (!first.has(name)) delete process.env[name]
  for (const [name, value] of first) process.env[String(name)] = String(value)
}

/** Forgets what Payload keeps for the process: its instances, and what it made of a configuration. */
const forgetPayload = (): void => {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!name.startsWith('_payload')) continue
    const kept: unknown = Reflect.get(globalThis, name)
    // Emptied, not replaced: Payload's modules hold on to the objects.
    if (kept instanceof Map) kept.clear()
    else for (const key of Object.keys(Object(kept))) Reflect.set(Object(kept), key, null)
  }
}

// A worker loads packages once for all its test files, and our own modules again for each: importing
// Payload, Next and GraphQL took longer than most files' tests.
restoreEnvironment()
forgetPayload()
vi.useRealTimers()
vi.restoreAllMocks()
vi.resetModules()
