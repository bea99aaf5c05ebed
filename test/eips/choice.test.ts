import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const yaml = (options: string) => `
- from:
    uri: direct:start
    steps:
      - choice:
          ${options}
      - to: mock:end
`

test('the first branch whose predicate is true runs, and the route goes on behind the choice', async () => {
  const { kafila, bodies } = await runRoutes(
    yaml(`when:
            - { simple: "\${body} == 'a'", steps: [ { setBody: { constant: first } } ] }
            - { simple: "\${body} != 'z'", steps: [ { setBody: { constant: second } } ] }`),
  )
  for (const body of ['a', 'b', 'z']) await kafila.send('direct:start', { body })
  expect(bodies('end')).toEqual(['first', 'second', 'z'])
})

test('predicates that wait are looked at in their order', async () => {
  const asked: string[] = []
  const beans = {
    no: () => Promise.resolve(asked.push('no') > 9),
    yes: () => Promise.resolve(asked.push('yes') > 0),
  }
  const { kafila, bodies } = await runRoutes(
    yaml(`when:
            - { method: { ref: "no" }, steps: [ { setBody: { constant: first } } ] }
            - { method: { ref: "yes" }, steps: [ { setBody: { constant: second } } ] }`),
    { beans },
  )
  await kafila.send('direct:start', {})
  expect(asked).toEqual(['no', 'yes'])
  expect(bodies('end')).toEqual(['second'])
})

test('with a precondition the branches that lose are not even built', async () => {
  const { kafila, bodies } = await runRoutes(
    yaml(`precondition: true
          when:
            - { simple: "'{{folder}}' == 'nowhere'", steps: [ { to: "nosuch:component" } ] }
          otherwise: { steps: [ { setBody: { constant: other } } ] }`),
  )
  await kafila.send('direct:start', {})
  expect(bodies('end')).toEqual(['other'])
})

test('what is wrong with a branch is said with the place of the choice', async () => {
  await expect(runRoutes(yaml('when: [ { simple: "${body} ==", steps: [] } ]'))).rejects.toMatchObject({
    details: { diagnostics: [{ code: 'KF_EXPR_SYNTAX', at: { file: 'test.yaml' } }] },
  })
})

test('a precondition knows the parameters of the template that its route is made of', async () => {
  const { kafila, received } = await runRoutes(`
- routeTemplate:
    id: marker
    parameters: [ { name: in }, { name: kind, defaultValue: plain } ]
    from:
      uri: "direct:{{in}}"
      steps:
        - choice:
            precondition: true
            when: [ { simple: "\${properties:kind:none} == 'plain'", steps: [ { to: mock:plain } ] } ]
            otherwise: { steps: [ { to: mock:other } ] }
- templatedRoute: { routeTemplateRef: marker, parameters: [ { name: in, value: a } ] }
- templatedRoute: { routeTemplateRef: marker, parameters: [ { name: in, value: b }, { name: kind, value: fancy } ] }
`)
  await kafila.send('direct:a')
  await kafila.send('direct:b')
  expect([received('plain').length, received('other').length]).toEqual([1, 1])
})
