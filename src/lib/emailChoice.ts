/** When a client gets emails, in the order of the form. */
export const CHOICES = ['none', 'each', 'daily', 'weekly'] as const

export type Choice = (typeof CHOICES)[number]

/** The two stored fields. */
type Stored = {
  emailDigest?: null | string | undefined
  emailNotifications?: boolean | null | undefined
}

/** The choice that the stored fields amount to. Without a digest, each call has an email. */
export const choiceOf = ({ emailDigest, emailNotifications }: Stored): Choice => {
  if (!emailNotifications) return 'none'
  return CHOICES.find((choice) => choice !== 'none' && choice === emailDigest) ?? 'each'
}

/** What is stored for a choice. “None” keeps the digest, which counts again once emails are switched on. */
export const storedOf = (
  choice: Choice,
): { emailDigest?: Exclude<Choice, 'none'>; emailNotifications: boolean } =>
  choice === 'none'
    ? { emailNotifications: false }
    : { emailDigest: choice, emailNotifications: true }
