/** The texts of signing in. */
export const signIn = {
  'signIn.ask.submit': 'Email me a link',
  'signIn.ask.text': 'We email you a link and six digits. Both work once, for 15 minutes.',
  'signIn.ask.title': 'Without a password',
  'signIn.code.again': 'Ask for another email',
  'signIn.code.label': 'The six digits from the email',
  'signIn.code.missing': 'Enter the six digits from the email.',
  'signIn.code.submit': 'Sign in',
  'signIn.code.text':
    'If there is an account with this address, an email is on its way. Press the button in it, or enter its six digits here. Both work for 15 minutes.',
  'signIn.code.title': 'Check your inbox',
  'signIn.code.wrong':
    'These digits do not work. Check them, or ask for another email: digits work once, for 15 minutes and five tries, and only in the browser that asked for them.',
  'signIn.done.everywhere': 'You are now signed out on all devices.',
  'signIn.done.signedOut': 'You are now signed out.',
  'signIn.email': 'Email',
  'signIn.email.missing': 'Enter your email address.',
  'signIn.forgot': 'Forgot your password?',
  'signIn.link.again': 'Ask for another link',
  'signIn.link.dead.text': 'It has been used or has expired. Links work once, for 15 minutes.',
  'signIn.link.dead.title': 'This link no longer works',
  'signIn.link.submit': 'Sign in',
  'signIn.link.text': 'One more step: press the button to sign in as {email}.',
  'signIn.link.title': 'Sign in',
  'signIn.mail.action': 'Sign in',
  'signIn.mail.digits':
    'Or enter these six digits where you asked for this email, in the same browser:',
  'signIn.mail.preheader': 'The link and the digits work once, for 15 minutes.',
  'signIn.mail.reason':
    'Somebody asked to sign in as {email}. If that was not you, ignore this email and give the digits to nobody: without this email nobody can sign in.',
  'signIn.mail.subject': 'Your link to sign in',
  'signIn.mail.text': 'Press the button to sign in. It works once, for 15 minutes.',
  'signIn.password': 'Password',
  'signIn.password.missing': 'Enter your password.',
  'signIn.password.wrong':
    'The email or the password is wrong. After several wrong attempts, wait ten minutes.',
  'signIn.staff': 'For staff',
  'signIn.staffMail.preheader': 'Staff sign in with a password.',
  'signIn.staffMail.text':
    'This is the address of a staff account. Staff sign in with their password at {address}.',
  'signIn.staffMail.title': 'Signing in as staff',
  'signIn.submit': 'Sign in',
  'signIn.title': 'Sign in',
} as const satisfies Record<string, string>
