type Account = {
  isActive?: boolean | null
  isStaff?: boolean | null
  isSuperuser?: boolean | null
}

/** Whether the user is signed in and not deactivated. All other roles need this. */
export const isActive = <T extends Account>(user: T | null | undefined): user is T =>
  user?.isActive === true

/** Whether the user may do everything. */
export const isSuperuser = (user: Account | null | undefined): boolean =>
  isActive(user) && user.isSuperuser === true

/** Whether the user may enter the admin panel. */
export const isStaff = (user: Account | null | undefined): boolean =>
  isActive(user) && (user.isStaff === true || user.isSuperuser === true)
