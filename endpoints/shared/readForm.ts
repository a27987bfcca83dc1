import type { PayloadRequest } from 'payload'

/** Reads the fields of a posted form; what is none has no fields. */
export const readForm = async (req: PayloadRequest): Promise<(name: string) => string> => {
  const form = await req.formData?.().catch(() => null)
  return (name) => {
    const value = form?.get(name)
    return typeof value === 'string' ? value : ''
  }
}
