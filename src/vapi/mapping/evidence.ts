/**
 * Where a value was read. `from`: a path, or `output <name>`, `variable <name>`. `raw`: what stood there, masked,
 * at most 200 characters.
 */
export type EvidenceLine = { from: string; raw: string }

/** By the name of the field; own fields as `fields.<key>`. */
export type Evidence = Record<string, EvidenceLine>
