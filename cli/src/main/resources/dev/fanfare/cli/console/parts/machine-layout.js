// Places the states of a definition in ranks from top to bottom. The longest path to a state determines its rank.

/**
 * @param definition of the state machine
 * @return `{nodes: [{name, state, rank, column}], edges: [{from, to, kind, label}], ranks, columns}`
 */
export function layOut(definition) {
  const edges = Object.entries(definition.States).flatMap(([name, state]) => edgesOf(name, state));
  const ranks = rank(definition, edges);
  const usedColumns = new Map();
  const nodes = Object.entries(definition.States).map(([name, state]) => {
    const column = usedColumns.get(ranks.get(name)) ?? 0;
    usedColumns.set(ranks.get(name), column + 1);
    return { name, state, rank: ranks.get(name), column };
  });
  return {
    nodes,
    edges,
    ranks: Math.max(...ranks.values()) + 1,
    columns: Math.max(...usedColumns.values()),
  };
}

function edgesOf(from, state) {
  const choices = (state.Choices ?? []).map((choice) => ({ to: choice.Next, label: "yes" }));
  const rest = state.Default ? [{ to: state.Default, label: "no" }] : [];
  const next = state.Next ? [{ to: state.Next }] : [];
  const caught = [...new Set((state.Catch ?? []).map((rule) => rule.Next))].map((to) => ({
    to,
    kind: "caught",
  }));
  return [...next, ...choices, ...rest, ...caught].map((edge) => ({ kind: "next", label: "", ...edge, from }));
}

/** Computes the rank of each state, ignoring back edges, which a depth-first search finds. */
function rank(definition, edges) {
  const onPath = new Set();
  const order = [];
  const seen = new Set();
  const forward = [];

  function walk(name) {
    seen.add(name);
    onPath.add(name);
    for (const edge of edges.filter(({ from }) => from === name)) {
      if (!onPath.has(edge.to)) {
        forward.push(edge);
        if (!seen.has(edge.to)) {
          walk(edge.to);
        }
      }
    }
    onPath.delete(name);
    order.unshift(name);
  }

  walk(definition.StartAt);
  Object.keys(definition.States)
    .filter((name) => !seen.has(name))
    .forEach(walk);
  const ranks = new Map(order.map((name) => [name, 0]));
  for (const name of order) {
    for (const { to } of forward.filter(({ from }) => from === name)) {
      ranks.set(to, Math.max(ranks.get(to), ranks.get(name) + 1));
    }
  }
  return ranks;
}
