'use strict';

// Reads one Amazon States Language definition from standard input and prints what asl-validator
// finds wrong with it, as JSON. The exit code is 0 if it finds nothing.

const validate = require('asl-validator');

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  text += chunk;
});
process.stdin.on('end', async () => {
  const result = await validate(JSON.parse(text), { checkArn: false });
  process.stdout.write(JSON.stringify(result, null, 2) + '\n');
  process.exitCode = result.isValid ? 0 : 1;
});
