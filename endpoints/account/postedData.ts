import { addDataAndFileToRequest, type PayloadRequest } from 'payload'

/** The fields of a posted body, JSON or a form of the admin, that are texts; others count as empty. */
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

/** How deep the answer is to be filled, when the query says so. */
export const askedDepth = ({ searchParams }: PayloadRequest): number | undefined => {
  const depth = searchParams.get('depth') ?? ''
  return /^\d$/.test(depth) ? Number(depth) : undefined
}
