import styles from './Icon.module.css'

/** The lines of each picture, in a square of 24 units. */
const LINES = {
  back: ['M15 5l-7 7 7 7'],
  calendar: ['M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4'],
  chart: ['M5 19V11M12 19V5M19 19v-6'],
  check: ['M5 12.5l4.5 4.5L19 7.5'],
  chevron: ['M9 5l7 7-7 7'],
  clock: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z', 'M12 7v5l3.5 2'],
  close: ['M6 6l12 12M18 6L6 18'],
  copy: ['M9 9h11v11H9z', 'M15 9V4H4v11h5'],
  download: ['M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14'],
  flag: ['M6 21V4h11l-2.5 4L17 12H6'],
  mail: ['M4 6h16v12H4z', 'M4 7l8 6 8-6'],
  missed: ['M4 7l7 7 9-9', 'M4 12V7h5', 'M4 19.5c5-3.5 11-3.5 16 0'],
  phone: [
    'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 6a2 2 0 0 1 2-2z',
  ],
  print: ['M7 9V4h10v5', 'M7 17H4V9h16v8h-3', 'M7 14h10v6H7z'],
  record: [
    'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3z',
    'M6 11.5a6 6 0 0 0 12 0M12 17.5V21',
  ],
  search: ['M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z', 'M16 16l4.5 4.5'],
  settings: [
    'M4 7h9M17 7h3M4 17h3M11 17h9',
    'M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
    'M9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  ],
  todo: ['M4 6.5l1.5 1.5L8.5 5M4 13l1.5 1.5 3-3M4 19.5h4M12 7h8M12 13.5h8M12 19.5h8'],
  warning: ['M12 4l9 16H3z', 'M12 10v4.5M12 17v.5'],
} as const

export type IconName = keyof typeof LINES

/** A small picture beside a text that says the same. @param label only where there is no such text */
export const Icon = ({ label, name }: { label?: string; name: IconName }) => {
  // One path, and the look in the style sheet: each picture is in the page twice.
  const lines = <path d={LINES[name].join('')} />
  const look = { className: styles.icon, viewBox: '0 0 24 24' } as const
  if (label === undefined) {
    return (
      <svg aria-hidden="true" {...look}>
        {lines}
      </svg>
    )
  }
  return (
    <svg {...look} role="img">
      <title>{label}</title>
      {lines}
    </svg>
  )
}
