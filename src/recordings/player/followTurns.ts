/** A turn that begins a little later is already the current one: what is clicked is marked. */
const EARLY_SECONDS = 0.25

const FROM = 'data-from'

const secondsOf = (element: Element): number => Number(element.getAttribute(FROM))

/** The element with a beginning around what was clicked; null for a link or button of its own in it. */
const chosenAt = (target: EventTarget | null): Element | null => {
  if (!(target instanceof Element)) return null
  const acting = target.closest('a, button')
  return acting && !acting.hasAttribute(FROM) ? null : target.closest(`[${FROM}]`)
}

type Followed = {
  audio: HTMLAudioElement
  /** The list of turns. What has `data-from`, in seconds, begins there: list items, and what one presses in them. */
  turns: Element
}

/**
 * Keeps a conversation and its recording in step: the turn that is heard has `aria-current`, and a click on one plays
 * from there.
 * @returns ends it
 */
export const followTurns = ({ audio, turns }: Followed): (() => void) => {
  const ended = new AbortController()
  const { signal } = ended
  let marked: Element | undefined

  const mark = () => {
    const items = [...turns.querySelectorAll(`li[${FROM}]`)]
    const heard = audio.currentTime + EARLY_SECONDS
    const now = audio.currentTime > 0 || !audio.paused
    const current = now ? items.findLast((item) => secondsOf(item) <= heard) : undefined
    if (current === marked) return
    marked?.removeAttribute('aria-current')
    current?.setAttribute('aria-current', 'true')
    marked = current
  }

  const playFrom = (seconds: number) => {
    const go = () => {
      audio.currentTime = seconds
    }
    // Nothing is loaded before somebody wants to hear it.
    if (audio.readyState >= HTMLMediaElement.HAVE_METADATA) go()
    else audio.addEventListener('loadedmetadata', go, { once: true, signal })
    // If it cannot be played, the player says why.
    audio.play().catch(() => undefined)
  }

  const choose = (event: Event) => {
    const chosen = chosenAt(event.target)
    // Somebody who selects text wants to copy it.
    if (!chosen || getSelection()?.isCollapsed === false) return
    event.preventDefault()
    playFrom(secondsOf(chosen))
  }

  for (const name of ['timeupdate', 'seeking', 'ended', 'play'] as const) {
    audio.addEventListener(name, mark, { signal })
  }
  turns.addEventListener('click', choose, { signal })
  return () => {
    ended.abort()
    marked?.removeAttribute('aria-current')
  }
}
