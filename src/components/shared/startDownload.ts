import { errorsIn } from './request'

type Download = {
  /** Called if the server refuses, with its message or null. */
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

// Scripts are not notified when a download starts or ends, so the frame is removed after this time.
const FRAME_MS = 60_000

/**
 * Downloads a URL of any size through a hidden frame. The frame stays empty if the response is a file, and
 * has the body if it is a refusal.
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
