import type { ReactNode } from 'react'
import type { Portal } from '../portal'
import { SeeAsBanner } from '../seeAs/SeeAsBanner'
import { classes } from './classes'
import { Done } from './Done'
import { Footer } from './Footer'
import { Header, type Place } from './Header'
import styles from './Page.module.css'

type PageProps = {
  /** Buttons beside the title. */
  actions?: ReactNode
  /** Where the page leads back to, above the title. */
  back?: { href: string; label: string }
  children: ReactNode
  /** The page of the menu that this one belongs to. */
  current?: Place
  /** What was just done, from `?done=`. */
  done?: string | undefined
  /** The heading, where it is not just the title, such as a name in another script. */
  heading?: ReactNode
  /** `narrow` for a form on its own, such as the sign-in. */
  look?: 'narrow' | 'usual'
  portal: Portal
  /** Of the browser's tab, and the heading. */
  title: string
  /** How many calls are to do, if it is known. */
  todo?: number | undefined
}

/** The frame of every page: header with the menu, the title, the content and the footer. */
export const Page = ({
  actions,
  back,
  children,
  current,
  done,
  heading,
  look = 'usual',
  portal,
  title,
  todo,
}: PageProps) => {
  const { brand, req, seeing, texts } = portal
  return (
    <>
      {/* Not Next's metadata, which is sent after the page and needs scripts. */}
      <title>{`${title} · ${brand.name}`}</title>
      <a className={styles.skip} href="#content">
        {texts.t('shell.skip')}
      </a>
      {seeing && <SeeAsBanner headers={req.headers} seeing={seeing} />}
      <Header current={current} portal={portal} todo={todo} />
      <main
        className={classes(styles.main, look === 'narrow' && styles.narrow)}
        id="content"
        tabIndex={-1}
      >
        {back && (
          <p className={styles.back}>
            <a href={back.href}>{back.label}</a>
          </p>
        )}
        <div className={styles.head}>
          <h1 className={styles.title}>{heading ?? title}</h1>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {done && <Done>{done}</Done>}
        {children}
      </main>
      <Footer portal={portal} />
    </>
  )
}
