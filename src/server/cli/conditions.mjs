/**
 * The flag that whatever imports payload.config.ts natively needs.
 * The files that Lexical offers to Node pick their development or production half with a top-level
 * await of a dynamic import, in a dozen modules that import one another: in Node 20 one import of
 * them in ten or so never settles. Under this condition they resolve to the production half itself.
 */
export const conditions = '--conditions=production'
