/** The type of a summary that is about a chat, for which Vapi has no type of call. */
export const CHAT_TYPE = 'chat'
