/**
 * SQL: whether the recordings of a client's calls are kept, by its own setting or the desk's; never null.
 * @param users the table or its alias
 */
export const keepsRecordings = (users: string): string =>
  `(case ${users}.keep_recordings when 'on' then true when 'off' then false
      else coalesce((select keep_recordings from desk limit 1), false) end)`
