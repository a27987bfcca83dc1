import type { TestProject } from 'vitest/node'
import { findPrograms, type Programs } from './programs'

declare module 'vitest' {
  interface ProvidedContext {
    /** PostgreSQL, PgBouncer and nginx of this machine. */
    programs: Programs
  }
}

/** Vitest's global set-up: finds or installs what a desk on several machines is made of. */
export default (project: TestProject): void => {
  project.provide('programs', findPrograms())
}
