import { errorsIn } from './request'

type Download = {
  /** Told the server's own words when it refuses, or null when there are none. */
  onRefused: (reason: null | string) => void
  url: string
}

const bodyOf = (frame: HTMLIFrameElement): unknown => {
  try {
    return JSON.parse(frame.contentDocument?.body.textContent ?? '')
  } catch {
    return null
  }
}

// A file that is on its way shows by nothing but the browser's own list of downloads.
const FRAME_MS = 60_000

/**
 * Has the browser save what an address answers, however large: by a frame out of sight, which stays
 * empty when a file comes and shows the answer when it is a refusal.
 */
export const startDownload = ({ onRefused, url }: Download): void => {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.addEventListener('load', () => {
    if (frame.contentWindow?.location.href === 'about:blank') return
    onRefused(errorsIn(bodyOf(frame)))
    frame.remove()
  })
  frame.src = url
  document.body.append(frame)
  setTimeout(() => frame.remove(), FRAME_MS)
}
