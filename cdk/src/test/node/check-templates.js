'use strict';

// Checks CloudFormation templates, whose paths are the arguments, with @aws/cloudformation-validate,
// and the state machines' definitions in them, with their substitutions done, with asl-validator.
// Prints one line for each template, definition and problem. The exit code is 0 if there is none.

const fs = require('fs');
const path = require('path');
const { RegoEngine, TemplateFile } = require('@aws/cloudformation-validate');
const validateDefinition = require('asl-validator');

function definition(stateMachine, directory) {
  const { DefinitionString, DefinitionS3Location } = stateMachine.Properties;
  return DefinitionString === undefined
    ? fs.readFileSync(path.join(directory, `asset.${DefinitionS3Location.Key}`), 'utf8')
    : DefinitionString;
}

function substitute(stateMachine, directory) {
  let text = definition(stateMachine, directory);
  for (const [name, value] of Object.entries(stateMachine.Properties.DefinitionSubstitutions || {})) {
    const known = JSON.stringify(value) === '{"Ref":"AWS::Partition"}' ? 'aws' : `the-${name}`;
    text = text.replaceAll('${' + name + '}', typeof value === 'string' ? value : known);
  }
  return text;
}

function problem(template, message) {
  process.exitCode = 1;
  process.stdout.write(`problem ${template}: ${message}\n`);
}

async function main(files) {
  const engine = new RegoEngine();
  for (const file of files) {
    const name = path.basename(file);
    process.stdout.write(`template ${name}\n`);
    for (const d of engine.validateStandard(new TemplateFile(file)).diagnostics) {
      if (d.severity === 'ERROR' || d.severity === 'FATAL') {
        problem(name, `${d.ruleId} ${d.message} ${JSON.stringify(d)}`);
      }
    }
    const resources = JSON.parse(fs.readFileSync(file, 'utf8')).Resources || {};
    for (const [id, resource] of Object.entries(resources)) {
      if (resource.Type !== 'AWS::StepFunctions::StateMachine') {
        continue;
      }
      process.stdout.write(`definition ${name} ${id}\n`);
      const result = await validateDefinition(JSON.parse(substitute(resource, path.dirname(file))), { checkArn: true });
      for (const message of result.errors) {
        problem(name, `definition of ${id}: ${JSON.stringify(message)}`);
      }
    }
  }
  engine.free();
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
