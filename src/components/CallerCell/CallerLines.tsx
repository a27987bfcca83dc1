'use client'

import { useCallTitle } from '../shared/useCallTitle'

type Props = {
  caller: null | string
  isWithheld: boolean
  /** The beginning of the summary, on one line; empty if there is none. */
  summary: string
}

/** The title of a call, as its page has it, above its summary. */
export const CallerLines = ({ summary, ...call }: Props) => {
  const title = useCallTitle(call)
  return (
    <>
      <span className="desk-caller__name" dir="auto">
        {title}
      </span>
      {summary && (
        <span className="desk-lines__quiet" dir="auto">
          {summary}
        </span>
      )}
    </>
  )
}
