/** The stylesheet of the clients' pages, light and dark. It matches the mails that link to them. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f2f2f0; --card: #fff; --ink: #1c1c1a; --quiet: #6b6b66;
  --rule: #e5e5e2; --tile: #f7f7f5; --accent: #1d4ed8; --bad: #b42318; }
@media (prefers-color-scheme: dark) {
  :root { --page: #141413; --card: #1f1f1d; --ink: #f0f0ec; --quiet: #a3a39c; --rule: #383834;
    --tile: #2a2a27; --accent: #3b6cf0; --bad: #ff8a80; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px 10px; background: var(--page); color: var(--ink);
  font: 15px/1.6 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 640px; margin: 0 auto; padding: 24px 28px 28px; background: var(--card); border-radius: 10px; }
h1 { margin: 0 0 12px; font-size: 22px; line-height: 30px; overflow-wrap: anywhere; }
h2 { margin: 26px 0 8px; font-size: 15px; }
a { color: inherit; }
p, dd, li { overflow-wrap: anywhere; }
.text { white-space: pre-line; }
.quiet, dt, label { color: var(--quiet); font-size: 13px; }
.bad { color: var(--bad); }
dl { display: grid; grid-template-columns: 104px 1fr; margin: 16px 0; }
dt, dd { margin: 0; padding: 7px 8px 7px 0; border-top: 1px solid var(--rule); font-size: 14px; }
ol, ul { list-style: none; margin: 16px 0; padding: 0; }
li { padding: 8px 0; border-top: 1px solid var(--rule); }
li a { display: inline-block; padding: 4px 0; font-weight: 600; }
.turn { border: 0; padding: 8px 12px; margin: 6px 0; background: var(--tile); border-radius: 8px; }
.turn b { display: block; font-size: 12px; color: var(--quiet); }
form { margin: 20px 0 0; }
label { display: block; margin: 12px 0 4px; }
/* Below 16 pixels, iPhones zoom in on what is typed. */
input { width: 100%; padding: 10px 12px; font: inherit; font-size: 16px; color: inherit; background: var(--card);
  border: 1px solid var(--quiet); border-radius: 6px; }
button, .button { display: inline-block; margin-top: 16px; padding: 11px 22px; border: 0; border-radius: 6px; background: var(--accent);
  color: #fff; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
li a.back { font-size: 13px; }
p .button { margin-top: 0; }
button.plain { min-height: 24px; padding: 0; margin: 0; background: none; color: var(--quiet); font-size: 13px;
  font-weight: 400; text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { margin-top: 24px; }
`
