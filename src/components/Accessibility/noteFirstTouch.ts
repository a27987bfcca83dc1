const EVENTS = ['click', 'keydown', 'pointerdown'] as const

/**
 * Marks the page from the first click or key on. Until then styles can tell what Payload does by itself from what
 * the person asked for.
 * @returns stops listening
 */
export const noteFirstTouch = (page: Document): (() => void) => {
  const note = () => {
    page.documentElement.dataset.touched = ''
    stop()
  }
  const stop = () => {
    for (const event of EVENTS) window.removeEventListener(event, note, true)
  }
  // On their way down, before anything reacts to them.
  for (const event of EVENTS) window.addEventListener(event, note, true)
  return stop
}
