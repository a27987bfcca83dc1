/** The same as `operations`, for what browsers may load as well. */
export {
  formatAdminURL,
  generateCookie,
  generateExpiredPayloadCookie,
  generatePayloadCookie,
  getSelectMode,
  mergeListSearchAndWhere,
  parseCookies,
  validOperatorSet,
} from 'payload/shared'
