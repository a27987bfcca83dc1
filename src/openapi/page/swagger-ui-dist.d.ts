declare module 'swagger-ui-dist/absolute-path.js' {
  /** The folder that the package is in. */
  export default function getAbsoluteFSPath(): string
}
