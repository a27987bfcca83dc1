/** The major versions that the tests run on, each from this minor and patch on: `engines` says the same. */
const TESTED = [
  { major: 20, minor: 18, patch: 1 },
  { major: 24, minor: 0, patch: 0 },
]

/**
 * Says in one line what is wrong with a version of Node.
 * @param {string} version such as `20.20.2`
 * @returns {{ isTooOld: boolean, line: string } | undefined} nothing for a version that is tested
 */
export const nodeProblem = (version) => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const [oldest] = TESTED
  const isBefore = (/** @type {{ minor: number, patch: number }} */ first) =>
    minor < first.minor || (minor === first.minor && patch < first.patch)
  const tested = TESTED.find((each) => each.major === major)
  if (tested && !isBefore(tested)) return undefined
  const names = TESTED.map((each) => `${each.major}.${each.minor}`).join(' and ')
  if (!oldest || major < oldest.major || (major === oldest.major && isBefore(oldest))) {
    return { isTooOld: true, line: `This needs Node 20.18.1 or newer; this is ${version}.` }
  }
  return {
    isTooOld: false,
    line: `Node ${version} is not tested with this release; ${names} are. Node 24 is recommended.`,
  }
}

/** Stops with one line on a Node that is too old, and says in one line when this one is not tested. */
export const checkNode = () => {
  const problem = nodeProblem(process.versions.node)
  if (!problem) return
  console.error(problem.line)
  if (problem.isTooOld) process.exit(1)
}
