import type { PayloadRequest } from 'payload'

/** Reads a posted form. @returns a function that gives a field's text, empty if it is missing or there is no form */
export const readForm = async (req: PayloadRequest): Promise<(name: string) => string> => {
  const form = await req.formData?.().catch(() => null)
  return (name) => {
    const value = form?.get(name)
    return typeof value === 'string' ? value : ''
  }
}
