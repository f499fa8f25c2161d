/** Paper opens nothing: everything is. Browsers that can do it by style need no help, and then nothing is touched. */
export function printAll(): void {
  if (CSS.supports('selector(::details-content)')) return
  const closed: HTMLDetailsElement[] = []
  addEventListener('beforeprint', () => {
    closed.push(...document.querySelectorAll<HTMLDetailsElement>('details:not([open])'))
    for (const details of closed) details.open = true
  })
  addEventListener('afterprint', () => {
    for (const details of closed.splice(0)) details.open = false
  })
}
