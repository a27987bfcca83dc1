// For a container's health check: exits with 1 unless this desk and its database answer.
const url = `http://127.0.0.1:${process.env.PORT || 3000}/api/health`
const isHealthy = await fetch(url, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exit(isHealthy ? 0 : 1)
