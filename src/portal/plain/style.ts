/** The stylesheet of pages that are made without Next, in the colours of `tokens.css`. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f4f4f1; --card: #fff; --ink: #1a1a18; --quiet: #5e5e58; --rule: #e2e2dd;
  --accent: #1d4ed8; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #121211; --card: #1c1c1a; --ink: #f1f1ec; --quiet: #a9a9a1; --rule: #33332f; --accent: #9db8ff;
    --on-accent: #0f1424; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 15vh 1rem 2rem; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 100%/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif; }
main { max-width: 26rem; margin: 0 auto; padding: 1.5rem; border: 1px solid var(--rule); border-radius: .875rem;
  background: var(--card); }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1rem; color: var(--quiet); }
p:last-child { margin: 0; }
.button { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .5rem 1rem; border-radius: .625rem;
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`
