/**
 * The flag that Node needs to import payload.config.ts.
 * Lexical's entry points for Node choose their development or production build with a top-level await
 * of a dynamic import, in a dozen modules that import one another. In Node 20 about one import in ten of
 * them never settles. Under this condition they resolve to the production build directly.
 */
export const conditions = '--conditions=production'
