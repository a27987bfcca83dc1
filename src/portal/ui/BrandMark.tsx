import type { Brand } from '../../brands/brandOf'
import styles from './BrandMark.module.css'

/** The brand's logo, in the one for dark pages where there is one; else its name. */
export const BrandMark = ({ brand: { logo, name } }: { brand: Brand }) => {
  const [light, dark] = [logo.light ?? logo.dark, logo.dark ?? logo.light]
  if (light === null) return <bdi className={styles.name}>{name}</bdi>
  return (
    <picture>
      {dark !== light && dark !== null && (
        <source media="(prefers-color-scheme: dark)" srcSet={dark} />
      )}
      <img alt={name} className={styles.logo} decoding="async" height={32} src={light} />
    </picture>
  )
}
