import type { Payload } from 'payload'

/** Whether there is no user yet. */
export const hasNoUser = async ({ payload }: { payload: Payload }): Promise<boolean> => {
  const { totalDocs } = await payload.count({ collection: 'users' })
  return totalDocs === 0
}

/** Creates the first superuser of an empty database. Does nothing if there is a user. */
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
