import type { Payload } from 'payload'

/** Whether nobody can log in yet. */
export const hasNoUser = async ({ payload }: { payload: Payload }): Promise<boolean> => {
  const { totalDocs } = await payload.count({ collection: 'users' })
  return totalDocs === 0
}

/** Makes the first superuser of an empty database; does nothing in any other. */
export const makeFirstSuperuser = async ({
  email,
  password,
  payload,
}: {
  email: string
  password: string
  payload: Payload
}): Promise<boolean> => {
  if (!(await hasNoUser({ payload }))) return false
  await payload.create({
    collection: 'users',
    data: { email, isActive: true, isStaff: true, isSuperuser: true, password },
  })
  return true
}
