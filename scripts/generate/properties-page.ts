import type { Field } from '../../src/kit/field.ts'
import { MAIN_FIELDS, MAIN_INSTEAD } from '../../src/runtime/main-options.ts'
import { GROUPS_INSTEAD } from '../../src/runtime/unread-properties.ts'

/** The page of the application properties that are Camel's. */
export function propertiesPage(): string {
  const fields = Object.entries<Field>(MAIN_FIELDS).map(([name, field]) => `| \`camel.main.${name}\` | ${cell(described(field))} |`)
  const instead = Object.entries(MAIN_INSTEAD).map(([name, what]) => `| \`camel.main.${name}\` | ${cell(what)} |`)
  const groups = Object.entries(GROUPS_INSTEAD).map(([name, what]) => `| \`camel.${name}.*\` | ${cell(what)} |`)
  return `# Application properties

Any property may be named in routes (\`{{name}}\`, or \`{{boolean:name > 5}}\` for whether it meets a condition). They stand in \`application.properties\`, in \`application-PROFILE.properties\`, which win, or on the command line (\`--property name=value\`);
those of \`camel.main\` in the environment too (\`CAMEL_MAIN_NAME\`). Names are compared without case and dashes. As in Camel wrong names below \`camel.main\`, \`camel.component\`, \`camel.rest\`, \`camel.server\`, \`camel.resilience4j\` and \`camel.faulttolerance\` are errors, and so are options without a value.

## Of the whole runtime

| property | what it says |
|---|---|
${fields.join('\n')}

## Of a part of it

| property | what it says |
|---|---|
| \`camel.component.NAME.OPTION\` | An option for all endpoints of a component, where they do not say otherwise. Some components have options of their own, as Camel's do: \`camel.component.seda.queueSize\`. |
| \`camel.beans.NAME\`, \`camel.beans.NAME.PROPERTY\` | A bean and its properties. |
| \`camel.variable.NAME\` | A \`global:\` variable from the start. |
| \`camel.kamelet.NAME.PARAMETER\` | A parameter of a Kamelet, where an endpoint does not say otherwise. |
| \`camel.route-template[N].…\` | A route of a template. |
| \`camel.rest.OPTION\` | As \`restConfiguration\`. |
| \`camel.server.host\`, \`port\`, \`path\`, \`maxBodySize\` | The server of \`platform-http\` and \`rest\`. |
| \`camel.resilience4j.OPTION\`, \`camel.faulttolerance.OPTION\` | Circuit breakers, where a route does not say otherwise. |
| \`camel.kubernetes-config.…\` | Where ConfigMaps and Secrets are mounted. |

## Without effect

Properties of Camel's that say nothing here are warned of, with what there is instead.

| property | instead |
|---|---|
${[...instead, ...groups].join('\n')}

So are the other options of \`camel.main\`, \`camel.rest\` and \`camel.server\` that Camel documents: those of class paths, JMX, thread pools and the like.
`
}

function described({ describe, default: value }: Field): string {
  return value === undefined ? describe : `${describe} Default: \`${value}\`.`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
