/** An error in Payload's own shape. */
export const errorResponse = ({
  headers = {},
  message,
  status,
}: {
  headers?: Record<string, string>
  message: string
  status: number
}): Response => Response.json({ errors: [{ message }] }, { headers, status })
