import { addDataAndFileToRequest, type PayloadRequest } from 'payload'

/** Reads text fields of a posted body, in JSON or from a form of the admin. Other values count as empty texts. */
export const postedTexts = async <Name extends string>(
  req: PayloadRequest,
  names: readonly Name[],
): Promise<Record<Name, string>> => {
  await addDataAndFileToRequest(req)
  const text = (name: Name): string => {
    const value: unknown = req.data?.[name]
    return typeof value === 'string' ? value : ''
  }
  const entries = names.map((name) => [name, text(name)] as const)
  return Object.fromEntries(entries) as Record<Name, string>
}

/** The `depth` of the query. Undefined if it has none or an invalid one. */
export const askedDepth = ({ searchParams }: PayloadRequest): number | undefined => {
  const depth = searchParams.get('depth') ?? ''
  return /^\d$/.test(depth) ? Number(depth) : undefined
}
