/** The table of all systems, sorted by the column whose head was pressed: what is worst first, then the other way round. */
export function connectSorting(): void {
  const table = document.querySelector<HTMLTableElement>('table.overview')
  const body = table?.tBodies[0]
  if (!table || !body) return
  const heads = [...table.querySelectorAll<HTMLElement>('thead th')]
  table.tHead?.addEventListener('click', ({ target }) => {
    const head = target instanceof Element ? target.closest<HTMLElement>('th') : null
    if (head === null || !(target as Element).closest('button')) return
    const column = heads.indexOf(head)
    const isText = head.dataset.column === 'system' || head.dataset.column === 'file'
    const first = isText ? 'ascending' : 'descending'
    const order = head.getAttribute('aria-sort') === first ? opposite(first) : first
    for (const other of heads) other.removeAttribute('aria-sort')
    head.setAttribute('aria-sort', order)
    const sign = order === 'ascending' ? 1 : -1
    body.append(...[...body.rows].sort((one, other) => sign * compare(cell(one, column), cell(other, column), isText)))
    const told = document.querySelector('.sorted')
    if (told !== null) told.textContent = `Sorted by ${head.dataset.column}, ${order}.`
  })
}

function opposite(order: string): string {
  return order === 'ascending' ? 'descending' : 'ascending'
}

/** A manifest that is not valid has fewer cells: what it lacks counts as most. */
function cell(row: HTMLTableRowElement, column: number): string {
  const isShort = row.cells.length < 9
  if (isShort && column >= 5) return column === 8 ? (row.cells[6]?.textContent ?? '') : 'Infinity'
  return row.cells[column]?.textContent ?? ''
}

function compare(one: string, other: string, isText: boolean): number {
  if (!isText) return Number(one) === Number(other) ? 0 : Number(one) - Number(other)
  return one < other ? -1 : one > other ? 1 : 0
}
