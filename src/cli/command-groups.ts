/** What commands of two words are about, by the first of them. */
export const commandGroups: Readonly<Record<string, string>> = {
  config: 'Tells what route files may say: their JSON Schema, for editors.',
  image: 'Builds container images with the packages of a project.',
  k8s: 'Routes as pods of Kubernetes: export, diff, apply, deploy, logs, get, delete, promote; convert from Camel K.',
  operator: 'Installs and runs the operator, which makes pods of Integration and Pipe resources.',
}
