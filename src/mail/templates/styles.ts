import type { Accent } from '../../brands/accent'

/**
 * The styles of a mail's parts. They are inline, since many mail programs drop style sheets, and again as
 * classes for dark mode, which only a style sheet can express.
 */
const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

export const STYLE = {
  bar: 'height:8px;border-radius:4px;font-size:0;line-height:0;',
  body: `margin:0;padding:0;background:#f2f2f0;font-family:${FONT};`,
  button:
    'display:inline-block;padding:12px 22px;border-radius:6px;font-size:15px;font-weight:600;text-decoration:none;',
  card: 'width:100%;max-width:600px;background:#ffffff;border-radius:10px;',
  second:
    'display:inline-block;padding:11px 21px;border-radius:6px;border:1px solid;color:#1c1c1a;font-size:15px;font-weight:600;text-decoration:none;',
  cell: 'padding:7px 8px 7px 0;border-top:1px solid #e5e5e2;font-size:14px;line-height:20px;color:#1c1c1a;vertical-align:top;text-align:left;',
  figure: 'padding:12px 14px;background:#f7f7f5;border-radius:8px;vertical-align:top;',
  figureValue: 'font-size:22px;line-height:28px;font-weight:700;color:#1c1c1a;',
  footer: 'padding:16px 28px 28px;font-size:12px;line-height:18px;color:#6b6b66;',
  from: 'padding:24px 28px 0;font-size:13px;line-height:18px;font-weight:600;color:#6b6b66;',
  heading: 'margin:26px 0 8px;font-size:15px;line-height:22px;font-weight:700;color:#1c1c1a;',
  label: 'font-size:13px;line-height:18px;color:#6b6b66;',
  factLink: 'color:#1c1c1a;text-decoration:underline;',
  link: 'color:#6b6b66;text-decoration:underline;white-space:nowrap;',
  preheader:
    'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#f2f2f0;',
  text: 'margin:16px 0;font-size:15px;line-height:24px;color:#1c1c1a;white-space:pre-line;overflow-wrap:anywhere;',
  title:
    'margin:0;font-size:22px;line-height:30px;font-weight:700;color:#1c1c1a;overflow-wrap:anywhere;',
} as const

/** The colours of buttons and bars where a brand has none. They can be read in light and in dark mode. */
export const USUAL_ACCENT: Accent = {
  dark: '#3b6cf0',
  light: '#1d4ed8',
  onDark: '#ffffff',
  onLight: '#ffffff',
}

/** The style sheet. @param accent colours as `#rrggbb`, which `readableAccent` made */
export const sheetOf = ({ dark, onDark }: Accent): string => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .pad { padding-left: 18px !important; padding-right: 18px !important; }
  .tile { display: block !important; margin-bottom: 8px !important; }
  .gap { display: none !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background: #141413 !important; }
  .card { background: #1f1f1d !important; }
  .ink { color: #f0f0ec !important; }
  .quiet { color: #a3a39c !important; }
  .rule { border-color: #383834 !important; }
  .tile { background: #2a2a27 !important; }
  .button { background: ${dark} !important; color: ${onDark} !important; }
  .second { border-color: ${dark} !important; color: #f0f0ec !important; }
  .bar { background: ${dark} !important; }
}`
