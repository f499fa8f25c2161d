/** What a rule says in general stands once at the end of the page; an entry that is opened gets it where it is read. */
export function bringWords(): void {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return
      const link = target.querySelector<HTMLAnchorElement>('a.why')
      if (link === null) return
      const words = document.getElementById(link.hash.slice(1))?.querySelector('dd')
      if (!words) return
      link.replaceWith(...words.cloneNode(true).childNodes)
    },
    { capture: true },
  )
}
