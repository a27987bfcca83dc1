import type { Locator, Page } from 'playwright-core'

/** Seconds of the keystroke-level model: a key, pointing, a button of the mouse down or up, a thought. */
const KEY = 0.28
const POINT = 1.1
const BUTTON = 0.1
const THOUGHT = 1.35

/** Works a page by mouse and keyboard, counts both, and estimates how long a practised person would take. */
export const handsOn = (page: Page) => {
  const used = { clicks: 0, keys: 0, thoughts: 0 }
  return {
    click: async (target: Locator) => {
      used.clicks += 1
      used.thoughts += 1
      await target.click()
    },
    press: async (key: string) => {
      used.keys += 1
      await page.keyboard.press(key)
    },
    /** Seconds, without those that the desk takes. */
    seconds: () => used.clicks * (POINT + 2 * BUTTON) + used.keys * KEY + used.thoughts * THOUGHT,
    type: async (text: string) => {
      used.keys += text.length
      used.thoughts += 1
      await page.keyboard.type(text)
    },
    used,
  }
}
