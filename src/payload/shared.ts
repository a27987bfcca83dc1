/** The same as `operations`, of what browsers may load too. */
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
