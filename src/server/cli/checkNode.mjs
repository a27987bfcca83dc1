/** Stops with one line when Node is too old to run the desk at all. */
export const checkNode = () => {
  const [major = 0, minor = 0, patch = 0] = process.versions.node.split('.').map(Number)
  if (major * 1e6 + minor * 1e3 + patch >= 20_018_001) return
  console.error(`This needs Node 20.18.1 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
