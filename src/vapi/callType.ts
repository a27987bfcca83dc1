/** The call type of chats, for which Vapi has none. */
export const CHAT_TYPE = 'chat'
