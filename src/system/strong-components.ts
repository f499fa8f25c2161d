/**
 * Tarjan's algorithm without recursion (a manifest may hold a chain of thousands). Nodes are 0..count-1.
 * Returns the group of every node; a group's number is higher than those of the groups that it leads to,
 * so going through the groups from 0 up, all successors are known.
 */
export function strongComponents(count: number, successors: (node: number) => readonly number[]): Int32Array {
  const group = new Int32Array(count).fill(-1)
  const order = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const open: number[] = []
  let visited = 0
  let groups = 0

  const enter = (node: number): { node: number; next: number } => {
    order[node] = low[node] = visited++
    open.push(node)
    return { node, next: 0 }
  }
  const close = (node: number): void => {
    for (let member = open.pop() as number; ; member = open.pop() as number) {
      group[member] = groups
      if (member === node) break
    }
    groups++
  }

  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue
    const walk = [enter(root)]
    for (let step = walk.at(-1); step; step = walk.at(-1)) {
      const child = successors(step.node)[step.next++]
      if (child === undefined) {
        walk.pop()
        if (low[step.node] === order[step.node]) close(step.node)
        const parent = walk.at(-1)
        if (parent) low[parent.node] = Math.min(low[parent.node] as number, low[step.node] as number)
      } else if (order[child] === -1) walk.push(enter(child))
      else if (group[child] === -1) low[step.node] = Math.min(low[step.node] as number, order[child] as number)
    }
  }
  return group
}
