import { builtIn, createKafila, defineStep, type Expression, expression, makeCatalog, predicate, type Services } from './library.ts'

/** Compiles expressions of simple as a route would, by a step that keeps what it is given. */
export async function compileExpression(
  wanted: readonly { readonly text: string; readonly predicate: boolean }[],
): Promise<{ expressions: Expression[]; services: Services }> {
  const expressions: Expression[] = []
  const keep = (name: string, field: ReturnType<typeof expression>) =>
    defineStep({
      name,
      summary: 'Keeps an expression.',
      category: 'other',
      fields: { expression: field },
      examples: [],
      compile({ expression: kept }) {
        expressions.push(kept as Expression)
        return () => undefined
      },
    })
  const steps = [
    keep('keepExpression', expression({ describe: 'Kept.', required: true }) as never),
    keep('keepPredicate', predicate({ describe: 'Kept.', required: true }) as never),
  ]
  const catalog = makeCatalog({ ...builtIn, steps: [...builtIn.steps, ...steps] })
  const lines = wanted.map(
    ({ text, predicate: truth }) => `        - ${truth ? 'keepPredicate' : 'keepExpression'}: { simple: ${JSON.stringify(text)} }`,
  )
  const kafila = await createKafila({
    routes: [
      {
        file: 'bench.yaml',
        text: `- from:\n    uri: direct:bench\n    steps:\n${lines.join('\n')}\n`.replaceAll('        - ', '      - '),
      },
    ],
    catalog,
  })
  return { expressions, services: kafila.services }
}
