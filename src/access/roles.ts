type Account = {
  isActive?: boolean | null
  isStaff?: boolean | null
  isSuperuser?: boolean | null
}

/** Anybody who may do anything at all: signed in and not deactivated. */
export const isActive = <T extends Account>(user: T | null | undefined): user is T =>
  user?.isActive === true

/** May do everything. */
export const isSuperuser = (user: Account | null | undefined): boolean =>
  isActive(user) && user.isSuperuser === true

/** May enter the admin panel. */
export const isStaff = (user: Account | null | undefined): boolean =>
  isActive(user) && (user.isStaff === true || user.isSuperuser === true)
